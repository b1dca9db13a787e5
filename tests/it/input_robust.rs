//! No bytes make the reader panic or hang: it says what is wrong, in bounded length.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::Path;

use kintime::domain::Week;
use kintime::input::{Against, read_folder, read_rota, report};
use miette::GraphicalReportHandler;
use proptest::prelude::{ProptestConfig, Strategy, any, prop_oneof};
use proptest::sample::Index;
use proptest::{prop_assert, proptest};

use crate::input_bad::{base_folder, defects};

/// A way to spoil a file.
#[derive(Clone, Debug)]
enum Spoil {
    Flip(Index, u8),
    Truncate(Index),
    Insert(Index, Vec<u8>),
    DoubleLine(Index),
    DropLine(Index),
    LongCell(Index, usize),
    Random(Vec<u8>),
}

fn spoil() -> impl Strategy<Value = Spoil> {
    prop_oneof![
        4 => (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Spoil::Flip(at, byte)),
        4 => (any::<Index>(), "[;,:\"\n0-9a-z-]{1,6}").prop_map(|(at, text)| Spoil::Insert(at, text.into_bytes())),
        1 => any::<Index>().prop_map(Spoil::Truncate),
        2 => any::<Index>().prop_map(Spoil::DoubleLine),
        2 => any::<Index>().prop_map(Spoil::DropLine),
        1 => (any::<Index>(), 0..100_000_usize).prop_map(|(at, length)| Spoil::LongCell(at, length)),
        1 => proptest::collection::vec(any::<u8>(), 0..300).prop_map(Spoil::Random),
    ]
}

fn spoilt(mut bytes: Vec<u8>, spoil: &Spoil) -> Vec<u8> {
    let at = |index: &Index, bytes: &[u8]| index.index(bytes.len() + 1);
    match spoil {
        Spoil::Flip(index, byte) if !bytes.is_empty() => {
            let at = index.index(bytes.len());
            bytes[at] = *byte;
        }
        Spoil::Flip(..) => {}
        Spoil::Truncate(index) => bytes.truncate(at(index, &bytes)),
        Spoil::Insert(index, piece) => drop(bytes.splice(at(index, &bytes)..at(index, &bytes), piece.clone())),
        Spoil::LongCell(index, length) => {
            let at = at(index, &bytes);
            drop(bytes.splice(at..at, std::iter::repeat_n(b'9', *length)));
        }
        Spoil::DoubleLine(index) | Spoil::DropLine(index) => {
            let mut lines: Vec<&[u8]> = bytes.split_inclusive(|&byte| byte == b'\n').collect();
            if !lines.is_empty() {
                let at = index.index(lines.len());
                let line = lines.remove(at);
                if matches!(spoil, Spoil::DoubleLine(_)) {
                    lines.splice(at..at, [line, line]);
                }
            }
            bytes = lines.concat();
        }
        Spoil::Random(random) => bytes.clone_from(random),
    }
    bytes
}

fn spoil_file(path: &Path, spoil: &Spoil) {
    fs::write(path, spoilt(fs::read(path).unwrap(), spoil)).unwrap();
}

const FILES: [&str; 13] = [
    "venues.csv",
    "rooms.csv",
    "workers.csv",
    "people.csv",
    "requests.csv",
    "availability.csv",
    "terms.csv",
    "keep_apart.csv",
    "duties.csv",
    "history.csv",
    "fixed.csv",
    "travel.csv",
    "service.toml",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn spoilt_folders_are_read_or_refused(
        spoils in proptest::collection::vec((proptest::sample::select(&FILES[..]), spoil()), 1..6),
    ) {
        let folder = base_folder();
        for (name, spoil) in &spoils {
            spoil_file(&folder.path().join(name), spoil);
        }
        let found = defects(folder.path());
        let shown = report(&found, &GraphicalReportHandler::new());
        prop_assert!(shown.len() <= found.len() * 3000, "{} bytes for {} defects", shown.len(), found.len());
    }

    #[test]
    fn spoilt_rotas_are_read_or_refused(spoils in proptest::collection::vec(spoil(), 1..6)) {
        let (folder, other) = (base_folder(), tempfile::tempdir().unwrap());
        let path = other.path().join("rota.csv");
        let rota = "request,session,status,date,start,end,venue,room,workers,reason\n\
                    r1,1,planned,2026-12-01,16:00,17:00,elm,elm-1,w1,\nr2,1,unplaced,,,,,,,no_time\n";
        fs::write(&path, rota).unwrap();
        spoils.iter().for_each(|spoil| spoil_file(&path, spoil));
        let week = Week::new("2026-11-30".parse().unwrap()).unwrap();
        let problem = read_folder(folder.path(), week, &Against::default()).unwrap().problem;
        let _ = read_rota(&path, &problem);
        let _ = read_folder(folder.path(), week, &Against { published: Some(path), now: None, ..Against::default() });
    }
}

/// 20 MB rather than the 100 MB that were tried by hand, to keep the run short.
#[test]
fn a_huge_cell_is_one_short_defect() {
    const HUGE: usize = 20_000_000;
    for (file, old, piece) in [
        ("rooms.csv", "elm,6", format!("elm,{}", "6".repeat(HUGE))),
        ("people.csv", "NG7 1AA", "\"".to_owned() + &"é\n".repeat(HUGE / 3) + "\""),
        ("requests.csv", "elm;oak", "elm;oak;".repeat(HUGE / 8)),
        ("requests.csv", "mon-fri 15:30-18:30", "mon-fri,".repeat(HUGE / 8)),
    ] {
        let folder = base_folder();
        let path = folder.path().join(file);
        fs::write(&path, fs::read_to_string(&path).unwrap().replacen(old, &piece, 1)).unwrap();
        let found = defects(folder.path());
        assert!(!found.is_empty() && found.iter().all(|defect| defect.mark.text.len() < 500), "{file}");
        assert!(report(&found, &GraphicalReportHandler::new()).len() < 100_000, "{file}");
    }
}

#[test]
fn tables_in_tables_without_end_are_refused() {
    let folder = base_folder();
    fs::write(folder.path().join("service.toml"), format!("[policy]\ngrid_minutes = {}", "[".repeat(200_000))).unwrap();
    assert_eq!(defects(folder.path())[0].code, "bad-toml");
    fs::write(folder.path().join("service.toml"), format!("a{} = 1", ".a".repeat(100_000))).unwrap();
    assert!(!defects(folder.path()).is_empty());
}

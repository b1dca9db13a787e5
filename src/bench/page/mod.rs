//! `results.html`: one page that needs no other file, no network and no script, for a screen of any width, light or dark,
//! and for paper. Its content policy allows its own style sheet and nothing else.

mod axes;
mod convergence;
mod shares;
mod growth;

use std::io;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use minijinja::Environment;
use minijinja::value::Serde;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::record::{Machine, Record, Results};
use super::table::{HEADS, against_before, cells};

const TEMPLATE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");

/// All that the template shows, as texts.
#[derive(Serialize)]
struct Page<'a> {
    version: &'a str,
    machine: String,
    style: &'static str,
    style_digest: String,
    runs: usize,
    folders: usize,
    defects: usize,
    heads: [&'static str; 12],
    compared: bool,
    rows: Vec<Row>,
    charts: Vec<Chart>,
}

/// A run in the table.
#[derive(Serialize)]
struct Row {
    cells: [String; 12],
    before: String,
    verdict: &'static str,
    message: String,
    defects: Vec<String>,
}

/// A chart with its words.
#[derive(Serialize)]
pub(super) struct Chart {
    /// What it shows.
    title: String,
    /// How to read it.
    caption: String,
    /// The drawing, safe to stand in a page.
    svg: String,
}

/// Writes the page.
///
/// # Errors
/// If a chart cannot be drawn or writing fails.
pub fn write_page(results: &Results, mut to: impl io::Write) -> io::Result<()> {
    let mut environment = Environment::new();
    environment.add_template("page.html", TEMPLATE).map_err(io::Error::other)?;
    let template = environment.get_template("page.html").map_err(io::Error::other)?;
    let text = template.render(Serde(Page::new(results)?)).map_err(io::Error::other)?;
    to.write_all(text.as_bytes())
}

impl<'a> Page<'a> {
    fn new(results: &'a Results) -> io::Result<Self> {
        let runs = &results.runs;
        let mut folders: Vec<&str> = runs.iter().map(|run| run.key.folder.as_str()).collect();
        folders.dedup();
        Ok(Self {
            version: &results.version,
            machine: machine(&results.machine),
            style: STYLE,
            style_digest: STANDARD.encode(Sha256::digest(STYLE)),
            runs: runs.len(),
            folders: folders.len(),
            defects: results.defects(),
            heads: HEADS,
            compared: runs.iter().any(|run| run.comparison.is_some()),
            rows: runs.iter().map(Row::new).collect(),
            charts: charts(runs)?,
        })
    }
}

impl Row {
    fn new(run: &Record) -> Self {
        use super::Verdict;
        let verdict = match run.comparison.as_ref().map(|comparison| &comparison.verdict) {
            Some(Verdict::Better) => "better",
            Some(Verdict::Worse) => "worse",
            _ => "",
        };
        Self {
            cells: cells(run),
            before: against_before(run),
            verdict,
            message: run.message.clone().unwrap_or_default(),
            defects: run.defects.clone(),
        }
    }
}

fn machine(machine: &Machine) -> String {
    let Machine { system, architecture, processors } = machine;
    format!("{system}, {architecture}, {processors} processors")
}

fn charts(runs: &[Record]) -> io::Result<Vec<Chart>> {
    let engines = axes::engines(runs);
    let mut charts = convergence::charts(runs, &engines)?;
    charts.extend(shares::chart(runs, &engines)?);
    charts.extend(growth::charts(runs, &engines)?);
    Ok(charts)
}

#[cfg(test)]
mod tests {
    use super::write_page;
    use crate::bench::record::testing::record;
    use crate::bench::{Curve, Point, Record, Results};

    fn page(runs: Vec<Record>) -> String {
        let mut text = Vec::new();
        write_page(&Results { runs, ..Results::begin() }, &mut text).unwrap();
        String::from_utf8(text).unwrap()
    }

    fn runs() -> Vec<Record> {
        let sizes = [("a", 10), ("b", 40), ("c", 90)];
        let run = |(folder, sessions): (&str, u32)| {
            let point = |seconds, objective, bound| Point { seconds, objective, bound };
            let curve = Curve(vec![point(0.01, 150, 0), point(0.5, 110, 70), point(2.0, 100, 90)]);
            Record { sessions_due: sessions, curve, ..record(folder, "kintime", 100, 90) }
        };
        sizes.into_iter().map(run).collect()
    }

    #[test]
    fn it_has_a_table_and_all_charts() {
        let page = page(runs());
        assert_eq!(page.matches("<svg").count(), 3 + 1 + 2, "a curve for each folder, a profile, time and memory");
        assert_eq!(page.matches("<tr").count(), 1 + 3);
        assert!(page.contains("no defects"), "{page}");
    }

    #[test]
    fn it_asks_for_nothing_from_elsewhere() {
        let page = page(runs());
        let policy = "default-src 'none'; style-src 'sha256-";
        assert!(page.contains(policy), "its policy allows its own style only");
        let apart = page.replace("http://www.w3.org/2000/svg", "");
        for word in ["http:", "https:", "<script", "<link", "<img", "@import", "url(", " style=", "onload"] {
            assert!(!apart.contains(word), "{word}");
        }
    }

    #[test]
    fn names_cannot_become_markup() {
        let mut run = record("<b>&\"'", "x<i>", 100, 90);
        run.message = Some("<script>alert(1)</script>".to_owned());
        run.defects.push("H1: <u>".to_owned());
        let page = page(vec![run]);
        for markup in ["<b>", "<i>", "<u>", "<script"] {
            assert!(!page.contains(markup), "{markup}");
        }
        assert!(page.contains("1 defect"), "{page}");
    }

    #[test]
    fn a_bench_without_a_single_rota_has_a_page() {
        let mut run = record("a", "kintime", 0, 0);
        (run.found, run.curve, run.first_seconds, run.peak_kib) = (None, Curve::default(), None, None);
        assert!(page(vec![run]).contains("</html>"));
        assert!(page(Vec::new()).contains("</html>"));
    }
}

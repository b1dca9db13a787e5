//! The derived values of every benchmark and every folder of data are those of the independent reader.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use kintime::domain::{Absentee, Day, Kind, Means, PastSite, PersonId, Problem, RequestId, Site, Spot, VenueId, Week};
use kintime::input::{Against, read_folder};

use crate::shared;

const WEEK: &str = "2026-11-30";

#[test]
fn benchmarks_have_the_derived_values_of_the_independent_reader() {
    let folders = shared::benchmarks();
    assert_eq!(folders.len(), 26);
    folders.iter().for_each(|folder| compare(folder, WEEK));
}

#[test]
fn folders_of_data_have_the_derived_values_of_the_independent_reader() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    for folder in shared::subfolders(&data).iter().filter(|folder| folder.join("requests.csv").exists()) {
        compare(folder, WEEK);
    }
}

#[test]
fn a_folder_of_every_feature_has_the_derived_values_of_the_independent_reader() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/good/every-feature");
    // A week with a change of the clocks, one across the year's end, one with Easter and the usual one.
    for week in ["2026-10-19", "2026-12-28", "2027-03-22", WEEK] {
        compare(&folder, week);
    }
}

fn compare(folder: &Path, week: &str) {
    let week_read = Week::new(week.parse().unwrap()).unwrap();
    let reading = read_folder(folder, week_read, &Against::default());
    let problem = reading.unwrap_or_else(|defects| panic!("{}: {defects:#?}", folder.display())).problem;
    let (ours, theirs) = (Facts { problem: &problem }.all(), facts_of_reader(folder, week));
    let only = |a: &BTreeSet<String>, b: &BTreeSet<String>| a.difference(b).take(10).cloned().collect::<Vec<_>>();
    assert!(theirs.len() > 10, "{}", folder.display());
    assert_eq!(only(&ours, &theirs), only(&theirs, &ours), "{} {week}: ours, theirs", folder.display());
}

fn facts_of_reader(folder: &Path, week: &str) -> BTreeSet<String> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/derived.py");
    let mut command = Command::new("python3");
    let output =
        command.arg("-B").arg(script).arg(shared::folder().join("verify")).arg(week).arg(folder).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

struct Facts<'p> {
    problem: &'p Problem,
}

impl Facts<'_> {
    fn all(&self) -> BTreeSet<String> {
        let p = self.problem;
        let mut facts = BTreeSet::new();
        p.requests().for_each(|request| facts.extend(self.of_request(request)));
        p.people().for_each(|person| facts.extend(self.of_person(person)));
        facts.extend(Day::ALL.map(|day| self.of_day(day)));
        facts.extend(self.journeys());
        facts.extend(p.workers().map(|id| {
            let worker = &p[id];
            let (base, most) = (&p[worker.base].code, worker.most_paid().0);
            format!("worker\t{}\t{base}\t{}\t{most}\t{}", worker.code, worker.contracted.0, worker.max_sessions_per_day)
        }));
        facts.extend(self.absences());
        facts.extend(self.fixed());
        facts
    }

    fn of_request(&self, id: RequestId) -> Vec<String> {
        let p = self.problem;
        let code = &p[id].code;
        let main = p.main_worker(id).map_or("", |worker| &p[worker].code);
        let familiar: Vec<&str> = p.familiar_workers(id).iter().map(|&worker| p[worker].code.as_str()).collect();
        let slot = |slot: &kintime::domain::UsualSlot| {
            format!("{} {} {}", slot.day.index(), slot.start.clock(), self.past_site(slot.site))
        };
        let usual: BTreeSet<String> = p.usual_slots(id).iter().map(slot).collect();
        let bookable: String = Day::ALL.iter().map(|&day| if p.is_bookable(id, day) { '1' } else { '0' }).collect();
        let mut facts = vec![
            format!("due\t{code}\t{}", p.due(id)),
            format!("main\t{code}\t{main}"),
            format!("familiar\t{code}\t{}", familiar.join(";")),
            format!("usual\t{code}\t{}", usual.into_iter().collect::<Vec<_>>().join(";")),
            format!("extra\t{code}\t{}", p.extra(id).0),
            format!("bookable\t{code}\t{bookable}"),
        ];
        let level = |&child: &PersonId| format!("level\t{code}\t{}\t{}", p[child].code, p.level(id, child).0);
        facts.extend(p[id].children.iter().map(level));
        facts
    }

    fn past_site(&self, site: PastSite) -> &str {
        match site {
            PastSite::Unknown => "",
            PastSite::Gone => "?",
            PastSite::Known(site) => self.site(site),
        }
    }

    fn site(&self, site: Site) -> &str {
        match site {
            Site::Venue(venue) => &self.problem[venue].code,
            Site::Community => Site::COMMUNITY,
            Site::Virtual => Site::VIRTUAL,
        }
    }

    fn of_person(&self, id: PersonId) -> Vec<String> {
        let p = self.problem;
        let code = &p[id].code;
        let Some(limits) = p.child_limits(id) else { return Vec::new() };
        let Kind::Child { school_hours, .. } = p[id].kind else { return Vec::new() };
        let school = school_hours.map_or(String::new(), |span| format!("\t{}\t{}", span.from.0, span.to.0));
        let (dates, minutes, spaced) = (limits.dates, limits.minutes_a_day.0, u8::from(limits.spaced));
        vec![format!("caps\t{code}\t{dates}\t{minutes}\t{spaced}"), format!("school\t{code}{school}")]
    }

    fn of_day(&self, day: Day) -> String {
        let (holiday, school) = (self.problem.is_bank_holiday(day), self.problem.is_school_day(day));
        format!("day\t{}\t{}\t{}", day.index(), u8::from(holiday), u8::from(school))
    }

    fn journeys(&self) -> Vec<String> {
        let p = self.problem;
        let mut facts = Vec::new();
        let venues: Vec<VenueId> = p.venues().collect();
        for &venue in &venues {
            facts.extend(venues.iter().map(|&to| self.journey(Spot::Venue(venue), Spot::Venue(to), Means::Car)));
            for person in p.people() {
                for by in [Means::Car, Means::Transit] {
                    facts.push(self.journey(Spot::Home(person), Spot::Venue(venue), by));
                    facts.push(self.journey(Spot::Venue(venue), Spot::Home(person), by));
                }
            }
        }
        for request in p.requests() {
            let first = Spot::Home(p[request].first_child());
            facts.extend(p[request].people().map(|person| self.journey(first, Spot::Home(person), Means::Car)));
        }
        facts
    }

    fn journey(&self, from: Spot, to: Spot, by: Means) -> String {
        let code = |spot| match spot {
            Spot::Venue(venue) => self.problem[venue].code.as_str(),
            Spot::Home(person) => self.problem[person].code.as_str(),
        };
        let word = if by == Means::Car { "car" } else { "transit" };
        format!("travel\t{}\t{}\t{word}\t{}", code(from), code(to), self.problem.travel(from, to, by).0)
    }

    fn absences(&self) -> Vec<String> {
        let p = self.problem;
        let things = p.venues().map(|id| (Absentee::Venue(id), "venue", &p[id].code));
        let things = things.chain(p.rooms().map(|id| (Absentee::Room(id), "room", &p[id].code)));
        let things = things.chain(p.workers().map(|id| (Absentee::Worker(id), "worker", &p[id].code)));
        let things = things.chain(p.people().map(|id| (Absentee::Person(id), "person", &p[id].code)));
        let things = things.chain(p.requests().map(|id| (Absentee::Request(id), "request", &p[id].code)));
        let away = |(of, kind, code)| {
            let mut spans: Vec<(i32, i32)> = p.absences(of).iter().map(|span| (span.from.0, span.to.0)).collect();
            spans.sort_unstable();
            let written: String = spans.iter().map(|(from, to)| format!("\t({from}, {to})")).collect();
            (!spans.is_empty()).then(|| format!("away\t{kind}\t{code}{written}"))
        };
        things.filter_map(away).collect()
    }

    fn fixed(&self) -> Vec<String> {
        let p = self.problem;
        let row = |fixed: &kintime::domain::FixedSession| {
            let start = fixed.start.map_or(String::new(), |start| start.0.to_string());
            let site = fixed.site.map_or("", |site| self.site(site));
            let room = fixed.room.map_or("", |room| &p[room].code);
            let workers: Vec<&str> = fixed.workers.iter().map(|&worker| p[worker].code.as_str()).collect();
            let (code, date) = (&p[fixed.request].code, p.week().date(fixed.day));
            format!("fixed\t{code}\t{date}\t{start}\t{site}\t{room}\t{}", workers.join(";"))
        };
        p.fixed().iter().map(row).collect()
    }
}

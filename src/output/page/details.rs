//! What the page says of a session that is opened, as JSON that a script shows as text; and what its filter asks for.

use serde::Serialize;

use super::words;
use crate::domain::{Agreement, Cost, CostByTerm, Means, PersonId, Risk, Site, Transport};
use crate::output::dates::long_date;
use crate::output::paper::duration;
use crate::output::view::{Journey, SessionView, WeekView, WhyWorker};
use crate::output::visible;

/// All that the script reads.
#[derive(Debug, Serialize)]
struct Data {
    labels: [&'static str; LABELS.len()],
    sessions: Vec<Details>,
}

/// A session: title, class, day, place in the list of places, and under each label its lines, if any.
#[derive(Debug, Serialize)]
struct Details {
    t: String,
    c: usize,
    d: usize,
    p: usize,
    f: [String; LABELS.len()],
}

const LABELS: [&str; 9] = [
    "Class",
    "When",
    "Where",
    "Room is held",
    "Children",
    "Adults",
    "Why this worker",
    "Workers are there",
    "Cost by term",
];

/// Places to filter by: every venue, the community, video.
pub(super) fn places(view: &WeekView<'_>) -> Vec<String> {
    let venues = view.problem().venues().map(|venue| words::short(&view.problem()[venue].name));
    venues.chain(["community".to_owned(), "video or telephone".to_owned()]).collect()
}

/// The data as JSON without a character that means something to HTML.
pub(super) fn json(view: &WeekView<'_>) -> serde_json::Result<String> {
    let sessions = view.sessions.iter().map(|seen| details(view, seen)).collect();
    let json = serde_json::to_string(&Data { labels: LABELS, sessions })?;
    Ok(json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026"))
}

fn details(view: &WeekView<'_>, seen: &SessionView<'_>) -> Details {
    let problem = view.problem();
    let request = &problem[seen.session.request];
    let facts = [
        class(view, seen),
        vec![long_date(problem.week().date(seen.session.day)), when(seen)],
        place(view, seen),
        seen.hold.map(words::span).into_iter().collect(),
        people(view, seen, &request.children),
        people(view, seen, &request.adults),
        seen.workers.iter().flat_map(|why| why_worker(view, why)).collect(),
        presence(view, seen),
        cost(&seen.cost),
    ];
    Details {
        t: visible(&format!("{}, session {}", request.code, seen.number)),
        c: seen.class as usize,
        d: seen.session.day.index(),
        p: place_number(view, seen.session.site),
        f: facts.map(|lines| lines.iter().map(|line| visible(line)).collect::<Vec<_>>().join("\n")),
    }
}

fn place_number(view: &WeekView<'_>, site: Site) -> usize {
    match site {
        Site::Venue(venue) => venue.index(),
        Site::Community => view.problem().venues().len(),
        Site::Virtual => view.problem().venues().len() + 1,
    }
}

fn class(view: &WeekView<'_>, seen: &SessionView<'_>) -> Vec<String> {
    let request = &view.problem()[seen.session.request];
    let mut lines = vec![format!("{} ({})", words::class(seen.class), request.status.word().replace('_', " "))];
    if request.risk == Risk::High {
        lines.push("high risk".to_owned());
    }
    if request.agreement == Agreement::Needed {
        lines.push("the agreement is still to be signed".to_owned());
    }
    lines
}

fn when(seen: &SessionView<'_>) -> String {
    format!("{}, {}", words::span(seen.time), duration(seen.time.length()))
}

fn place(view: &WeekView<'_>, seen: &SessionView<'_>) -> Vec<String> {
    let problem = view.problem();
    let room = seen.session.room.map(|room| format!("room {}", problem[room].code));
    [words::site(problem, seen.session.site)].into_iter().chain(room).collect()
}

/// A worker, how well the family knows them, how far they come, and where the main worker is.
fn why_worker(view: &WeekView<'_>, why: &WhyWorker) -> Vec<String> {
    let problem = view.problem();
    let held = match why.held {
        0 => String::new(),
        held => format!(", held {} of theirs", words::count(held, "session")),
    };
    let base = match why.from_base.0 {
        0 => "at the base".to_owned(),
        minutes => format!("{minutes} min from the base"),
    };
    let name = words::worker(problem, why.worker);
    let mut lines = vec![format!("{name}: {}{held}, {base}", why.tie.words())];
    if let Some((main, is)) = why.instead_of {
        lines.push(format!("The main worker {} {}", words::worker(problem, main), is.words()));
    }
    if !why.missing_skills.is_empty() {
        lines.push(format!("Lacks {}", why.missing_skills.join(", ")));
    }
    lines
}

fn presence(view: &WeekView<'_>, seen: &SessionView<'_>) -> Vec<String> {
    if seen.workers.is_empty() {
        return vec!["no worker is asked for".to_owned()];
    }
    let drives = view.problem()[seen.session.request].transport == Transport::Worker && seen.task != seen.on_site;
    let driving = drives.then(|| format!("{} with the children’s journeys", words::span(seen.task)));
    [words::span(seen.on_site)].into_iter().chain(driving).collect()
}

/// People and their journeys.
fn people(view: &WeekView<'_>, seen: &SessionView<'_>, people: &[PersonId]) -> Vec<String> {
    let line = |&person: &PersonId| {
        let journey = seen.journeys.iter().find(|journey| journey.person == person);
        format!("{}{}", words::person(view.problem(), person), journey.map_or_else(String::new, travels))
    };
    people.iter().map(line).collect()
}

fn travels(journey: &Journey) -> String {
    let by = match journey.by {
        Means::Car => "by car",
        Means::Transit => "by bus or train",
    };
    format!(": {} min {by}, leaves {}, home {}", journey.minutes.0, journey.leaves.clock(), journey.home.clock())
}

/// The terms that this session adds to, and their sum.
fn cost(cost: &CostByTerm) -> Vec<String> {
    let terms = cost.iter().filter(|(_, cost)| *cost != Cost::ZERO);
    let lines: Vec<String> = terms.map(|(term, cost)| format!("{}: {}", words::term(term), cost.0)).collect();
    match lines.len() {
        0 => vec!["nothing by itself".to_owned()],
        1 => lines,
        _ => lines.into_iter().chain([format!("together: {}", cost.total().0)]).collect(),
    }
}

//! `rota.html`: the week as one page for the team leader, who may see all of it but where anybody lives. It needs nothing
//! from elsewhere, and its content policy allows its own style and script and nothing else. Without script it shows all
//! timetables and lists; the script filters them, shows one at a time and opens sessions.

mod days;
mod details;
mod families;
mod figures;
mod heat;
mod lists;
mod scale;
mod timetable;
mod venues;
mod words;
mod workers;

use std::io;
use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use minijinja::Environment;
use minijinja::value::Serde;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::view::WeekView;
use super::visible::visible;
use crate::domain::{Day, PriorityClass};
use scale::Scale;
use timetable::Timetable;

const NAME: &str = "page.html";
const TEMPLATE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// More breaches than this are only counted.
const MOST_BREACHES: usize = 100;

static PAGES: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut pages = Environment::new();
    pages.add_template(NAME, TEMPLATE).expect("the template is part of the program and tested");
    pages
});

/// All that the template names.
#[derive(Serialize)]
struct Page {
    style: String,
    style_digest: String,
    script: &'static str,
    script_digest: String,
    week: String,
    planned: usize,
    due: u32,
    given: bool,
    breaches: Vec<String>,
    /// Breaches that are not listed.
    more_breaches: usize,
    bars: Vec<figures::ClassBar>,
    figures: Vec<figures::Figure>,
    costs: Vec<(String, String)>,
    classes: [&'static str; PriorityClass::ALL.len()],
    days: [&'static str; 7],
    places: Vec<String>,
    hours: Vec<scale::Hour>,
    timetables: Vec<Timetable>,
    heat: Vec<heat::Heat>,
    lists: Vec<lists::List>,
    data: String,
}

/// Writes the page.
///
/// # Errors
/// If writing fails.
pub fn write_rota_html(view: &WeekView<'_>, mut to: impl io::Write) -> io::Result<()> {
    let template = PAGES.get_template(NAME).map_err(io::Error::other)?;
    let text = template.render(Serde(page(view)?)).map_err(io::Error::other)?;
    to.write_all(text.as_bytes())
}

fn page(view: &WeekView<'_>) -> io::Result<Page> {
    let scale = Scale::of(view);
    let timetables = [venues::timetable, workers::timetable, families::timetable, days::timetable];
    let timetables: Vec<Timetable> = timetables.into_iter().map(|timetable| timetable(view, scale)).collect();
    let style = format!("{STYLE}{}", scale.style(&timetables));
    let changes = view.problem().published().map(|_| lists::changes(view));
    Ok(Page {
        style_digest: digest(&style),
        style,
        script: SCRIPT,
        script_digest: digest(SCRIPT),
        week: view.problem().week().monday().format("%-d %B %Y").to_string(),
        planned: view.sessions_planned(),
        due: view.problem().sessions_due(),
        given: view.given,
        breaches: view.breaches.iter().take(MOST_BREACHES).map(|breach| visible(breach)).collect(),
        more_breaches: view.breaches.len().saturating_sub(MOST_BREACHES),
        bars: figures::class_bars(&view.figures),
        figures: figures::figures(view),
        costs: figures::costs(view),
        classes: PriorityClass::ALL.map(words::class),
        days: Day::ALL.map(Day::name),
        places: details::places(view),
        hours: scale.hours(),
        timetables,
        heat: heat::tables(view),
        lists: [lists::unplaced(view)].into_iter().chain(changes).collect(),
        data: details::json(view)?,
    })
}

/// A digest as a content policy names it.
fn digest(text: &str) -> String {
    STANDARD.encode(Sha256::digest(text))
}

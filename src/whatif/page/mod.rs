//! `whatif.html`: one page without a single request to anywhere, the answer first. Drawings are SVG made here; names are
//! escaped by the template and by [`svg`].

mod bars;
mod classes;
mod front;
mod half_hours;
mod series;
mod svg;
mod terms;

use std::io;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use minijinja::Environment;
use minijinja::value::Serde;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::results::{Checked, Findings, Results, Verdict, prices};
use super::summary::{CLASSES, reading};
use super::sweep::Kind;
use super::words::{answer, grouped, interval, one_digit, signed, verdict, whole};

const TEMPLATE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");

/// Most rows of a chart; the table has them all.
const MOST_ROWS: usize = 24;

/// All that the template shows, as texts.
#[derive(Serialize)]
struct Page {
    version: String,
    week: String,
    replications: usize,
    limit: String,
    style: &'static str,
    style_digest: String,
    headline: String,
    brings: String,
    sure: String,
    next: String,
    is_sure: bool,
    facts: Vec<Fact>,
    ranking: Option<Chart>,
    charts: Vec<Chart>,
    half_hours: Vec<Chart>,
    prices: Vec<[String; 4]>,
    rows: Vec<Row>,
    reading: String,
}

/// A figure of the service as it is.
#[derive(Serialize)]
struct Fact {
    figure: String,
    label: String,
}

/// A drawing with its words.
#[derive(Serialize)]
struct Chart {
    title: String,
    caption: String,
    is_wide: bool,
    svg: String,
}

/// A scenario in the table.
#[derive(Serialize)]
struct Row {
    name: String,
    cells: Vec<String>,
    class: &'static str,
}

/// Writes the page.
///
/// # Errors
/// If writing fails.
pub fn write_page(results: &Results, mut to: impl io::Write) -> io::Result<()> {
    let mut environment = Environment::new();
    environment.add_template("page.html", TEMPLATE).map_err(io::Error::other)?;
    let template = environment.get_template("page.html").map_err(io::Error::other)?;
    let text = template.render(Serde(Page::new(results))).map_err(io::Error::other)?;
    to.write_all(text.as_bytes())
}

impl Page {
    fn new(results: &Results) -> Self {
        let told = answer(results);
        Self {
            version: results.sweep.version.clone(),
            week: results.week.clone(),
            replications: results.replications,
            limit: results.limit.clone(),
            style: STYLE,
            style_digest: STANDARD.encode(Sha256::digest(STYLE)),
            headline: told.headline,
            brings: told.brings,
            sure: told.sure,
            next: told.next,
            is_sure: results.best().is_some_and(|best| best.against.verdict == Verdict::Difference),
            facts: facts(results.as_it_is()),
            ranking: bars::ranking(results),
            charts: charts(results),
            half_hours: half_hours::charts(results),
            prices: prices(results).iter().map(price_cells).collect(),
            rows: results.scenarios.iter().map(Row::new).collect(),
            reading: reading(results),
        }
    }
}

fn charts(results: &Results) -> Vec<Chart> {
    let mut charts: Vec<Chart> = series::charts(results);
    charts.extend([classes::chart(results), bars::tornado(results), Some(terms::chart(results))].into_iter().flatten());
    charts.extend(front::chart(results));
    charts
}

fn facts(base: &Findings) -> Vec<Fact> {
    let due: f64 = base.due.iter().map(|due| due.mean).sum();
    let fact = |figure: String, label: String| Fact { figure, label };
    let of_court = format!("hours a week ordered by a court and not met {}", interval(base.unmet_hours[0], one_digit));
    vec![
        fact(
            format!("{} of {}", one_digit(base.met_all.mean), one_digit(due)),
            format!("sessions due in a week are met as it is {}", interval(base.met_all, one_digit)),
        ),
        fact(one_digit(base.unmet_hours[0].mean), of_court),
        fact(format!("{} %", whole(base.continuity.mean)), "of sessions with the family's main worker".to_owned()),
        fact(format!("{} min", whole(base.child_journey.mean)), "a child's journey, one way".to_owned()),
    ]
}

impl Row {
    fn new(findings: &Findings) -> Self {
        let Findings { against, .. } = findings;
        let more = |estimate| format!("{} {}", signed(&one_digit(mean(estimate))), interval(estimate, one_digit));
        let class = match against.verdict {
            Verdict::Difference if against.saved.mean > 0.0 => "better",
            Verdict::Difference => "worse",
            _ => "",
        };
        let cells = vec![
            findings.pounds.map_or_else(String::new, |pounds| grouped(&pounds.to_string())),
            one_digit(findings.met_all.mean),
            more(against.sessions),
            more(against.by_class[0]),
            format!("{} {}", signed(&whole(against.saved.mean)), interval(against.saved, whole)),
            against.saved_per_1000_pounds.map_or_else(String::new, one_digit),
            findings.gap_percent.map_or_else(String::new, one_digit),
            if findings.kind == Kind::AsItIs { String::new() } else { verdict(against.verdict).to_owned() },
        ];
        Self { name: findings.name.clone(), cells, class }
    }
}

fn price_cells(checked: &Checked<'_>) -> [String; 4] {
    let planned = format!("{} {}", whole(checked.planned.mean), interval(checked.planned, whole));
    [checked.name.to_owned(), one_digit(checked.an_hour), one_digit(checked.in_all), planned]
}

fn mean(estimate: super::statistics::Estimate) -> f64 {
    estimate.mean
}

/// A name that fits a place of so many characters: combinations and series differ at either end, so the middle is left out.
fn short(name: &str, most: usize) -> String {
    let letters: Vec<char> = name.chars().collect();
    if letters.len() <= most {
        return name.to_owned();
    }
    let (before, after) = ((most - 1) / 2, most / 2);
    let [before, after]: [String; 2] =
        [&letters[..before], &letters[letters.len() - after..]].map(|part| part.iter().collect());
    format!("{}…{}", before.trim_end(), after.trim_start())
}

/// The service as it is and the scenarios of the file, the ranked ones first, as far as a chart has room.
fn shown(results: &Results) -> Vec<&Findings> {
    let given = (0..results.scenarios.len()).filter(|&at| results.scenarios[at].kind.is_of_file());
    let others = given.filter(|at| !results.ranking.contains(at));
    let order = std::iter::once(0).chain(results.ranking.iter().copied()).chain(others);
    order.map(|at| &results.scenarios[at]).take(MOST_ROWS).collect()
}

/// As many pixels as a number of rows.
#[allow(clippy::cast_precision_loss, reason = "a few dozen rows")]
fn rows_high(rows: usize, each: f64) -> f64 {
    rows as f64 * each
}

#[cfg(test)]
mod tests;

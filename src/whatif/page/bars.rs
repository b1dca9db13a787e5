//! Bars from zero, with intervals: the ranking of what could be bought, and the tornado of what moves a week.

use super::super::results::{Findings, Results, Verdict, real};
use super::super::statistics::Estimate;
use super::super::sweep::Kind;
use super::super::words::{grouped, interval, one_digit, signed, verdict, whole};
use super::svg::{Anchor, Drawing, Scale};
use super::{Chart, MOST_ROWS, rows_high, short};

const WIDTH: f64 = 1160.0;
/// Where bars begin and end.
const BARS: (f64, f64) = (340.0, 930.0);
const ROW: f64 = 34.0;
/// Rows of the ranking: it shares the first screen with the answer.
const FIRST_SCREEN: usize = 8;

/// A bar.
struct Bar {
    name: String,
    value: f64,
    ends: (f64, f64),
    class: &'static str,
    told: String,
    meaning: String,
}

/// What could be bought, best buy first.
pub(super) fn ranking(results: &Results) -> Option<Chart> {
    let ranked: Vec<&Findings> = results.ranking.iter().map(|&at| &results.scenarios[at]).collect();
    if ranked.is_empty() {
        return None;
    }
    let priced = ranked.iter().all(|one| one.against.saved_per_1000_pounds.is_some());
    let bars: Vec<Bar> = ranked.iter().take(FIRST_SCREEN).map(|one| of_ranking(one, priced)).collect();
    let unit = if priced { "points saved a week for each £1,000 a year" } else { "points saved a week" };
    let more = ranked.len().saturating_sub(FIRST_SCREEN);
    let rest = if more > 0 { format!(" {more} more are in the table.") } else { String::new() };
    Some(Chart {
        title: format!("Ranking: {unit}"),
        caption: format!(
            "Full colour: a difference, more than chance and more than what the solver left open. Pale: not sure. Lines: \
             intervals of 95 per cent.{rest}"
        ),
        is_wide: true,
        svg: drawn("Ranking of what could be bought", &bars),
    })
}

fn of_ranking(findings: &Findings, priced: bool) -> Bar {
    let against = &findings.against;
    let thousands = findings.pounds.filter(|_| priced).map_or(1.0, |pounds| real(pounds) / 1000.0);
    let (from, to) = against.saved.ends();
    let price = findings.pounds.map_or_else(String::new, |pounds| format!("£{}", grouped(&pounds.to_string())));
    let sessions = signed(&one_digit(against.sessions.mean));
    Bar {
        name: findings.name.clone(),
        value: against.saved.mean / thousands,
        ends: (from / thousands, to / thousands),
        class: if against.verdict == Verdict::Difference { "good" } else { "good pale" },
        told: format!("{sessions} sessions{}{price}", if price.is_empty() { "" } else { " · " }),
        meaning: meaning(findings),
    }
}

/// What moves a week, the strongest first.
pub(super) fn tornado(results: &Results) -> Option<Chart> {
    let moves =
        |one: &&Findings| (one.kind.is_of_file() || one.kind == Kind::Without) && one.against.verdict != Verdict::Same;
    let mut moved: Vec<&Findings> = results.scenarios.iter().filter(moves).collect();
    if moved.is_empty() {
        return None;
    }
    moved.sort_by(|a, b| b.against.saved.mean.abs().total_cmp(&a.against.saved.mean.abs()));
    let more = moved.len().saturating_sub(MOST_ROWS);
    let rest = if more > 0 { format!(" {more} smaller ones are in the table.") } else { String::new() };
    let bars: Vec<Bar> = moved.into_iter().take(MOST_ROWS).map(of_tornado).collect();
    Some(Chart {
        title: "What moves a week most".to_owned(),
        caption: format!(
            "Points of cost a week against the service as it is: to the left fewer, to the right more. Pale: may be chance, \
             or lie within the solver's gap.{rest}"
        ),
        is_wide: true,
        svg: drawn("Tornado of all scenarios", &bars),
    })
}

fn of_tornado(findings: &Findings) -> Bar {
    let saved = findings.against.saved;
    let (from, to) = saved.ends();
    let is_sure = findings.against.verdict == Verdict::Difference;
    Bar {
        name: findings.name.clone(),
        value: -saved.mean,
        ends: (-to, -from),
        class: match (saved.mean > 0.0, is_sure) {
            (true, true) => "good",
            (true, false) => "good pale",
            (false, true) => "bad",
            (false, false) => "bad pale",
        },
        told: format!("{} sessions", signed(&one_digit(findings.against.sessions.mean))),
        meaning: meaning(findings),
    }
}

fn meaning(findings: &Findings) -> String {
    let Estimate { mean, .. } = findings.against.saved;
    format!(
        "{}: {} points saved a week {}; {}",
        findings.name,
        whole(mean),
        interval(findings.against.saved, whole),
        verdict(findings.against.verdict)
    )
}

fn drawn(name: &str, bars: &[Bar]) -> String {
    let height = rows_high(bars.len(), ROW) + 34.0;
    let mut drawing = Drawing::new(WIDTH, height, name);
    let values = bars.iter().flat_map(|bar| [bar.value, bar.ends.0, bar.ends.1]);
    let scale = Scale::around(values, BARS);
    for tick in scale.ticks() {
        drawing.line("grid", (scale.at(tick), 0.0), (scale.at(tick), height - 28.0));
        drawing.text("small", (scale.at(tick), height - 10.0), Anchor::Middle, &whole(tick));
    }
    drawing.line("axis", (scale.at(0.0), 0.0), (scale.at(0.0), height - 28.0));
    for (row, bar) in bars.iter().enumerate() {
        let middle = rows_high(row, ROW) + ROW / 2.0;
        let (zero, end) = (scale.at(0.0), scale.at(bar.value));
        drawing.text("label", (BARS.0 - 14.0, middle + 5.0), Anchor::End, &short(&bar.name, 40));
        drawing.rectangle(bar.class, (zero.min(end), middle - 10.0), ((end - zero).abs(), 20.0), &bar.meaning);
        if bar.ends.0 < bar.ends.1 {
            drawing.line("whisker", (scale.at(bar.ends.0), middle), (scale.at(bar.ends.1), middle));
        }
        drawing.text("label soft", (BARS.1 + 14.0, middle + 5.0), Anchor::Start, &bar.told);
    }
    drawing.finish()
}

//! `whatif.csv`: a row for each scenario, for spreadsheets and other programs.

use std::io;

use super::results::{Findings, Results, Verdict};
use super::statistics::Estimate;
use crate::domain::PriorityClass;
use crate::output::cell;

/// Writes the table.
///
/// # Errors
/// If writing fails.
pub fn write_table_csv(results: &Results, to: impl io::Write) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(to);
    table.write_record(heads())?;
    for (at, findings) in results.scenarios.iter().enumerate() {
        let rank = results.ranking.iter().position(|&ranked| ranked == at);
        table.write_record(row(findings, rank))?;
    }
    table.flush()
}

fn heads() -> Vec<String> {
    let mut heads: Vec<String> = ["scenario", "kind", "rank", "pounds", "verdict"].map(str::to_owned).into();
    for name in ["saved", "sessions_gained", "cost", "sessions_met", "continuity_percent", "child_journey_minutes"] {
        heads.extend([name.to_owned(), format!("{name}_95")]);
    }
    heads.extend(["saved_per_1000_pounds", "solver_gap", "gap_percent"].map(str::to_owned));
    for class in PriorityClass::ALL.map(PriorityClass::word) {
        heads.extend(
            ["due", "met", "met_95", "gained", "gained_95", "unmet_hours"].map(|what| format!("{class}_{what}")),
        );
    }
    heads
}

fn row(findings: &Findings, rank: Option<usize>) -> Vec<String> {
    let against = &findings.against;
    let mut row = vec![
        cell(&findings.name),
        word_of_kind(findings).to_owned(),
        rank.map_or_else(String::new, |rank| (rank + 1).to_string()),
        findings.pounds.map_or_else(String::new, |pounds| pounds.to_string()),
        word(against.verdict).to_owned(),
    ];
    let (continuity, journey) = (findings.continuity, findings.child_journey);
    for estimate in [against.saved, against.sessions, findings.cost, findings.met_all, continuity, journey] {
        row.extend(both(estimate));
    }
    row.extend([against.saved_per_1000_pounds, against.solver_gap, findings.gap_percent].map(number));
    for class in 0..4 {
        let [met, met_95] = both(findings.met[class]);
        let [gained, gained_95] = both(against.by_class[class]);
        let (due, unmet) = (number(Some(findings.due[class].mean)), number(Some(findings.unmet_hours[class].mean)));
        row.extend([due, met, met_95, gained, gained_95, unmet]);
    }
    row
}

fn both(estimate: Estimate) -> [String; 2] {
    [number(Some(estimate.mean)), number(estimate.half_width)]
}

fn number(value: Option<f64>) -> String {
    value.map_or_else(String::new, |value| {
        let text = format!("{value:.3}");
        let text = text.trim_end_matches('0').trim_end_matches('.');
        if text == "-0" { "0".to_owned() } else { text.to_owned() }
    })
}

/// A verdict in a word.
pub(super) fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Difference => "difference",
        Verdict::WithinSolverGap => "within_solver_gap",
        Verdict::WithinChance => "within_chance",
        Verdict::Same => "same",
    }
}

fn word_of_kind(findings: &Findings) -> &'static str {
    use super::sweep::Kind;
    match findings.kind {
        Kind::AsItIs => "as_it_is",
        Kind::Given => "given",
        Kind::Happens => "happens",
        Kind::Without => "without",
        Kind::Weighting => "weighting",
        Kind::Priced { .. } => "priced",
    }
}

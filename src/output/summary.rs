//! The text that a team leader reads in ten seconds: what is planned, what is not and why, what it costs, and how far it
//! can be from the best.

use std::io::{self, Write};

use super::score_json::Score;
use super::view::WeekView;
use super::visible::visible;
use crate::domain::{CostByTerm, PriorityClass};
use crate::rota::{Affected, Unplaced, tell_by, unavoidably_affected};

/// Writes the summary of a planned week.
///
/// # Errors
/// If writing fails.
pub fn write_summary(view: &WeekView<'_>, mut to: impl Write) -> io::Result<()> {
    let score = Score::new(view);
    let (due, planned) = (score.sessions_due, score.sessions_planned);
    writeln!(to, "week of {}: {planned} of {due} sessions planned", view.problem().week())?;
    if !view.unplaced.is_empty() {
        writeln!(to, "\nunplaced: {}", view.unplaced.len())?;
    }
    for (class, unplaced) in view.unplaced_by_class().filter(|(_, unplaced)| !unplaced.is_empty()) {
        write_class(view, class, &unplaced, &mut to)?;
    }
    write_changes(view, &mut to)?;
    writeln!(to)?;
    write_cost(&view.planned.cost, &mut to)?;
    if view.given { write_breaches(view, to) } else { writeln!(to, "\n{}", nearness(&score)) }
}

/// How much became of the published rota, if there is one.
fn write_changes(view: &WeekView<'_>, mut to: impl Write) -> io::Result<()> {
    if view.problem().published().is_none() {
        return Ok(());
    }
    let changes = &view.changes;
    let Affected { families, workers, .. } = Affected::by(view.problem(), changes);
    let late =
        changes.iter().filter(|change| view.problem().now().is_some_and(|now| now > tell_by(view.problem(), change)));
    let (workers, late) = (workers.len(), late.count());
    writeln!(to, "\nchanges to the published rota: {} ({families} families, {workers} workers)", changes.len())?;
    let least = unavoidably_affected(view.problem());
    if least > 0 {
        writeln!(to, "  families whom every rota affects: {least}")?;
    }
    if late > 0 { writeln!(to, "  to be told at once: {late}") } else { Ok(()) }
}

fn write_breaches(view: &WeekView<'_>, mut to: impl Write) -> io::Result<()> {
    if view.breaches.is_empty() {
        return writeln!(to, "\nno rule is broken");
    }
    writeln!(to, "\nrules are broken, and the cost has no meaning: {}", view.breaches.len())?;
    view.breaches.iter().try_for_each(|breach| writeln!(to, "  {}", visible(breach)))
}

/// Writes a cost and those of its terms that are not nought, one a line.
///
/// # Errors
/// If writing fails.
pub fn write_cost(cost: &CostByTerm, mut to: impl Write) -> io::Result<()> {
    writeln!(to, "cost: {}", grouped(cost.total().0))?;
    for (term, cost) in cost.iter().filter(|(_, cost)| cost.0 != 0) {
        writeln!(to, "  {:<14} {:>12}", term.word(), grouped(cost.0))?;
    }
    Ok(())
}

fn write_class(view: &WeekView<'_>, class: PriorityClass, unplaced: &[Unplaced], mut to: impl Write) -> io::Result<()> {
    writeln!(to, "  {}: {}", class.word(), unplaced.len())?;
    for one in unplaced {
        let code = visible(&view.problem()[one.request].code);
        writeln!(to, "    {code}: {} ({})", one.sentence(), one.reason.word())?;
    }
    Ok(())
}

fn nearness(score: &Score) -> String {
    match score.status {
        "optimal" => "no rota is better: proven".to_owned(),
        _ => format!("no rota costs less than {}: gap {}", grouped(score.bound), percent(score.gap.get())),
    }
}

/// A gap with six decimals as a percentage with four.
fn percent(gap: &str) -> String {
    let (whole, decimals) = gap.split_once('.').unwrap_or((gap, "000000"));
    let (hundredths, rest) = decimals.split_at(2);
    let percent = format!("{whole}{hundredths}");
    let trimmed = percent.trim_start_matches('0');
    format!("{}.{rest} %", if trimmed.is_empty() { "0" } else { trimmed })
}

/// A whole number with commas between its thousands.
pub(super) fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = if number < 0 { "-".to_owned() } else { String::new() };
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{grouped, percent};

    #[test]
    fn thousands_are_grouped() {
        let numbers = [0, 999, 1000, 12_345, 1_234_567, -1000].map(grouped);
        assert_eq!(numbers, ["0", "999", "1,000", "12,345", "1,234,567", "-1,000"]);
    }

    #[test]
    fn a_gap_is_a_percentage() {
        let percents = ["0.000000", "0.012345", "0.333333", "1.000000", "1.500000"].map(percent);
        assert_eq!(percents, ["0.0000 %", "1.2345 %", "33.3333 %", "100.0000 %", "150.0000 %"]);
    }
}

//! `summary.txt`: what a director reads in a minute, the answer first.

use std::io;

use super::results::{Findings, Results, prices};
use super::sweep::Kind;
use super::trades::trades;
use super::words::{answer, grouped, interval, one_digit, signed, verdict, whole};
use crate::domain::Reason;

/// Classes as they are called in a sentence.
pub(super) const CLASSES: [&str; 4] =
    ["ordered by a court", "in proceedings", "other looked-after", "where there is room"];
/// Lines of a table of absences.
const TOLD: usize = 10;

/// Writes the summary.
///
/// # Errors
/// If writing fails.
pub fn write_summary(results: &Results, mut to: impl io::Write) -> io::Result<()> {
    let told = answer(results);
    writeln!(to, "WHAT SHOULD WE BUY?\n\n  {}\n  {}", told.headline, told.brings)?;
    if !told.sure.is_empty() {
        writeln!(to, "  {}", told.sure)?;
    }
    if !told.next.is_empty() {
        writeln!(to, "  {}", told.next)?;
    }
    as_it_is(results, &mut to)?;
    ranked(results, &mut to)?;
    others(results, &mut to)?;
    absences(results, &mut to)?;
    priced(results, &mut to)?;
    weightings(results, &mut to)?;
    writeln!(to, "\nHOW TO READ THIS\n\n{}", reading(results))
}

fn as_it_is(results: &Results, to: &mut impl io::Write) -> io::Result<()> {
    let base = results.as_it_is();
    let due: f64 = base.due.iter().map(|due| due.mean).sum();
    let met = base.met_all;
    writeln!(
        to,
        "\nAS IT IS\n\n  {} of {} sessions due in a week are met {}",
        one_digit(met.mean),
        one_digit(due),
        interval(met, one_digit)
    )?;
    for ((due, hours), class) in
        base.due.iter().zip(base.unmet_hours).zip(CLASSES).filter(|((due, _), _)| due.mean > 0.0)
    {
        writeln!(
            to,
            "  {class:<22} {:>7} due, {:>6} hours not met {}",
            one_digit(due.mean),
            one_digit(hours.mean),
            interval(hours, one_digit)
        )?;
    }
    let mut reasons: Vec<(&String, &f64)> = base.reasons.iter().collect();
    reasons.sort_by(|a, b| b.1.total_cmp(a.1).then(a.0.cmp(b.0)));
    for (reason, sessions) in reasons {
        writeln!(to, "  {:>6} sessions: {}", one_digit(*sessions), sentence(reason))?;
    }
    Ok(())
}

fn sentence(word: &str) -> &str {
    Reason::ALL.into_iter().find(|reason| reason.word() == word).map_or(word, |reason| reason.sentence())
}

fn ranked(results: &Results, to: &mut impl io::Write) -> io::Result<()> {
    if results.ranking.is_empty() {
        return Ok(());
    }
    writeln!(to, "\nRANKING\n")?;
    heads(to)?;
    for (place, &at) in results.ranking.iter().enumerate() {
        line(&format!("{}.", place + 1), &results.scenarios[at], to)?;
    }
    Ok(())
}

fn others(results: &Results, to: &mut impl io::Write) -> io::Result<()> {
    let is_other = |at: &usize| results.scenarios[*at].kind.is_of_file() && !results.ranking.contains(at);
    let others: Vec<usize> = (0..results.scenarios.len()).filter(is_other).collect();
    if others.is_empty() {
        return Ok(());
    }
    writeln!(to, "\nWHAT ELSE WAS LOOKED AT\n")?;
    heads(to)?;
    others.into_iter().try_for_each(|at| line("", &results.scenarios[at], to))
}

fn absences(results: &Results, to: &mut impl io::Write) -> io::Result<()> {
    let mut away: Vec<&Findings> = results.scenarios.iter().filter(|one| one.kind == Kind::Without).collect();
    if away.is_empty() {
        return Ok(());
    }
    away.sort_by(|a, b| a.against.saved.mean.total_cmp(&b.against.saved.mean));
    writeln!(to, "\nWHICH SINGLE ABSENCE HURTS MOST? (the first {} of {})\n", away.len().min(TOLD), away.len())?;
    heads(to)?;
    away.into_iter().take(TOLD).try_for_each(|one| line("", one, to))
}

fn priced(results: &Results, to: &mut impl io::Write) -> io::Result<()> {
    let rows = prices(results);
    if rows.is_empty() {
        return Ok(());
    }
    writeln!(to, "\nWHAT ONE MORE IS WORTH FOR SOME HOURS OF A DAY\n")?;
    let [a, b, c] = ["an hour, by prices", "in all, by prices", "by a new plan"];
    writeln!(to, "  {:<56} {a:>18} {b:>18} {c:>16}", "points saved by")?;
    for row in rows {
        let planned = format!("{} {}", whole(row.planned.mean), interval(row.planned, whole));
        writeln!(to, "  {:<56} {:>18} {:>18} {planned:>16}", row.name, one_digit(row.an_hour), one_digit(row.in_all))?;
    }
    writeln!(
        to,
        "\n  Prices are those of small changes in the first planned week; a new plan says what becomes of them."
    )
}

fn weightings(results: &Results, to: &mut impl io::Write) -> io::Result<()> {
    let weighted: Vec<&Findings> =
        results.scenarios.iter().filter(|one| matches!(one.kind, Kind::Weighting | Kind::AsItIs)).collect();
    if weighted.len() < 2 {
        return Ok(());
    }
    writeln!(to, "\nTHE SAME WORKER OR A SHORT JOURNEY\n")?;
    writeln!(
        to,
        "  {:<40} {:>14} {:>22} {:>14}",
        "weighting", "main worker %", "child's journey, min", "sessions met"
    )?;
    for one in weighted {
        let (continuity, journey) = (one_digit(one.continuity.mean), one_digit(one.child_journey.mean));
        writeln!(to, "  {:<40} {continuity:>14} {journey:>22} {:>14}", one.name, one_digit(one.met_all.mean))?;
    }
    let trades = trades(results);
    if trades.is_empty() {
        return writeln!(to, "\n  No weighting chooses otherwise.");
    }
    writeln!(to)?;
    trades.iter().try_for_each(|trade| writeln!(to, "  {trade}"))
}

fn heads(to: &mut impl io::Write) -> io::Result<()> {
    let [a, b, c, d, e] = ["£ a year", "sessions", "of a court", "points saved", "for £1,000"];
    writeln!(to, "  {:<44} {a:>10} {b:>9} {c:>11} {d:>13} {e:>11}  sure?", "scenario")
}

fn line(number: &str, findings: &Findings, to: &mut impl io::Write) -> io::Result<()> {
    let against = &findings.against;
    let name = format!("{number:<3} {}", findings.name);
    writeln!(
        to,
        "  {name:<44} {:>10} {:>9} {:>11} {:>13} {:>11}  {}",
        findings.pounds.map_or_else(String::new, |pounds| grouped(&pounds.to_string())),
        signed(&one_digit(against.sessions.mean)),
        signed(&one_digit(against.by_class[0].mean)),
        signed(&whole(against.saved.mean)),
        against.saved_per_1000_pounds.map_or_else(String::new, one_digit),
        verdict(against.verdict)
    )
}

/// What the words mean, and on what they rest.
pub(super) fn reading(results: &Results) -> String {
    let weeks = match results.replications {
        1 => "one week, so nothing is said of other weeks".to_owned(),
        n => format!(
            "{n} weeks that differ by chance; every scenario meets the same {n}. Brackets are intervals of 95 per cent"
        ),
    };
    let gap = results.as_it_is().gap_percent.map_or_else(String::new, |gap| {
        format!(" The rotas of the service as it is may cost up to {} % more than the best.", one_digit(gap))
    });
    format!(
        "  Points are the folder's own weights of what a week falls short of: unplaced sessions first.\n  Planned: {weeks}.\n  A \
         difference is called one only if it exceeds both chance and what the solver left open.{gap}\n  Week of {}, {} each run.",
        results.week, results.limit
    )
}

#[cfg(test)]
mod tests {
    use super::write_summary;
    use crate::whatif::results::testing::results;

    #[test]
    fn the_answer_stands_first() {
        let mut text = Vec::new();
        write_summary(&results(), &mut text).unwrap();
        let text = String::from_utf8(text).unwrap();
        assert!(text.starts_with("WHAT SHOULD WE BUY?\n\n  a sixth room, for £20,000 a year\n"), "{text}");
        assert!(text.contains("without room A") && text.contains("the same worker × 2"), "{text}");
    }
}

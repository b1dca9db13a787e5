//! What a sweep found, in the words of its readers: numbers, intervals, and the answer to what should be bought.

use super::results::{Comparison, Findings, Results, Verdict, real};
use super::statistics::Estimate;

/// Weeks of a year, for prices of a year.
const WEEKS: f64 = 52.0;

/// The answer to what should be bought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    /// The best buy, or that there is none.
    pub(super) headline: String,
    /// What it brings.
    pub(super) brings: String,
    /// How sure that is.
    pub(super) sure: String,
    /// What would be bought next.
    pub(super) next: String,
}

/// What should be bought?
pub(super) fn answer(results: &Results) -> Answer {
    let Some(best) = results.best() else { return nothing_to_buy(results) };
    let next = results.next().map(|at| &results.scenarios[at]);
    let headline = match best.against.verdict {
        Verdict::Difference => format!("{}, {}", best.name, price(best)),
        Verdict::WithinSolverGap => format!("Probably: {}, {}", best.name, price(best)),
        Verdict::WithinChance | Verdict::Same => {
            format!("Nothing for sure; perhaps {}, {}", best.name, price(best))
        }
    };
    Answer {
        headline,
        brings: format!("{}. {}.", sessions(best), points(best)),
        sure: sure(best, results.replications),
        next: next.map_or_else(String::new, |next| {
            format!(
                "Next: {}, {} ({} sessions a week).",
                next.name,
                price(next),
                signed(&one_digit(next.against.sessions.mean))
            )
        }),
    }
}

fn price(findings: &Findings) -> String {
    findings.pounds.map_or_else(
        || "at a price that is not given".to_owned(),
        |pounds| format!("for £{} a year", grouped(&pounds.to_string())),
    )
}

/// What it does to sessions, with the price of one where more are held beyond chance.
fn sessions(best: &Findings) -> String {
    let Comparison { sessions, by_class, .. } = best.against;
    if sessions.mean == 0.0 {
        return "No more sessions are held in a week, but better ones".to_owned();
    }
    let more = if sessions.mean > 0.0 { "more" } else { "fewer" };
    let each = best.pounds.filter(|_| sessions.ends().0 > 0.0).map_or_else(String::new, |pounds| {
        format!(", at £{} a session", grouped(&format!("{:.0}", real(pounds) / (WEEKS * sessions.mean))))
    });
    format!(
        "{} {more} sessions held in a week{}, {} of them ordered by a court{each}",
        one_digit(sessions.mean.abs()),
        after_space(&interval(sessions, one_digit)),
        one_digit(by_class[0].mean * sessions.mean.signum()),
    )
}

/// What it does to the cost of a week.
fn points(best: &Findings) -> String {
    let saved = best.against.saved;
    let per = best.against.saved_per_1000_pounds;
    let per = per.map_or_else(String::new, |per| format!(", {} for each £1,000", per_thousand(per)));
    format!("Its rotas cost {} points a week less{}{per}", whole(saved.mean), after_space(&interval(saved, whole)))
}

fn nothing_to_buy(results: &Results) -> Answer {
    let looked = results.scenarios.iter().filter(|one| one.kind == super::Kind::Given).count();
    let headline = if looked == 0 { "No scenario to buy was looked at" } else { "Nothing of what was looked at" };
    let brings = format!("None of {looked} scenarios of the file makes a better week than the service as it is.");
    Answer { headline: headline.to_owned(), brings, sure: String::new(), next: String::new() }
}

/// How sure a difference is, in a sentence.
fn sure(findings: &Findings, replications: usize) -> String {
    let gap = findings.against.solver_gap.map_or_else(|| "an unknown number of".to_owned(), whole);
    match (findings.against.verdict, replications) {
        (Verdict::Difference, 1) => format!(
            "In this one week that is sure: no rota of the service as it is comes within it ({gap} points are open). One week says \
             nothing of others: use `--replications`."
        ),
        (Verdict::Difference, _) => {
            format!("That is more than chance, and more than the {gap} points that the solver left open.")
        }
        (Verdict::WithinSolverGap, _) => {
            format!("Likely, not proven: the solver left {gap} points open. A larger limit for each run may settle it.")
        }
        (Verdict::WithinChance | Verdict::Same, _) => "That may be chance: more replications may settle it.".to_owned(),
    }
}

/// What may be said of a difference, in a few words.
pub(super) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Difference => "a difference",
        Verdict::WithinSolverGap => "likely, within the solver's gap",
        Verdict::WithinChance => "may be chance",
        Verdict::Same => "no difference",
    }
}

/// The interval of an estimate in brackets; nothing where there is none.
pub(super) fn interval(estimate: Estimate, number: fn(f64) -> String) -> String {
    if estimate.half_width.is_none() {
        return String::new();
    }
    let (from, to) = estimate.ends();
    format!("({} to {})", number(from), number(to))
}

/// A text after a space; nothing for nothing.
fn after_space(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!(" {text}") }
}

/// A number with one digit after the point.
pub(super) fn one_digit(value: f64) -> String {
    minus(&format!("{value:.1}"))
}

/// Points for a thousand pounds: with one digit after the point where they are few.
fn per_thousand(points: f64) -> String {
    if points.abs() < 100.0 { one_digit(points) } else { whole(points) }
}

/// A number to the nearest whole, in groups of three digits.
pub(super) fn whole(value: f64) -> String {
    minus(&grouped(&format!("{value:.0}")))
}

/// The same with its sign, + or −; 0 has none.
pub(super) fn signed(text: &str) -> String {
    let is_zero = text.chars().all(|letter| !letter.is_ascii_digit() || letter == '0');
    if is_zero || text.starts_with('−') { text.to_owned() } else { format!("+{text}") }
}

/// A proper minus, and none before zero.
fn minus(text: &str) -> String {
    match text.strip_prefix('-') {
        Some(rest) if rest.chars().all(|letter| matches!(letter, '0' | '.' | ',')) => rest.to_owned(),
        Some(rest) => format!("−{rest}"),
        None => text.to_owned(),
    }
}

/// Digits in threes.
pub(super) fn grouped(digits: &str) -> String {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |rest| ("-", rest));
    let threes: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|three| std::str::from_utf8(three).ok()).collect();
    format!("{sign}{}", threes.join(","))
}

#[cfg(test)]
mod tests {
    use super::{answer, interval, one_digit, signed, whole};
    use crate::whatif::results::testing::{one_replication, results};
    use crate::whatif::statistics::Estimate;

    #[test]
    fn numbers_have_a_proper_minus_and_no_minus_zero() {
        assert_eq!([-0.04, -1.26, 3.0].map(one_digit), ["0.0", "−1.3", "3.0"]);
        assert_eq!([-0.4, -12_345.0, 999.6].map(whole), ["0", "−12,345", "1,000"]);
        assert_eq!(["0.0", "−1.3", "3.0"].map(signed), ["0.0", "−1.3", "+3.0"]);
        let estimate = Estimate { mean: 2.0, half_width: Some(3.0) };
        assert_eq!(interval(estimate, one_digit), "(−1.0 to 5.0)");
        assert_eq!(interval(Estimate { mean: 2.0, half_width: None }, one_digit), "");
    }

    #[test]
    fn the_answer_names_the_best_buy_its_price_and_how_sure_it_is() {
        let told = answer(&results());
        assert_eq!(told.headline, "a sixth room, for £20,000 a year");
        assert!(
            told.brings.contains("2.0 more sessions held in a week") && told.brings.contains("each £1,000"),
            "{told:?}"
        );
        assert!(told.brings.contains("at £192 a session"), "20,000 / (52 × 2): {told:?}");
        assert_eq!(told.next, "Next: two workers, for £60,000 a year (+2.0 sessions a week).");
        assert!(told.sure.contains("more than chance"), "{told:?}");
        let one_week = answer(&one_replication());
        assert!(one_week.sure.contains("One week says nothing of others"));
        assert!(one_week.brings.starts_with("2.0 more sessions held in a week, 1.0 of them"), "{one_week:?}");
    }
}

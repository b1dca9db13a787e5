//! What the same worker costs in children's journeys: the ready-made weightings against the service as it is, in a sentence each.

use super::results::{Findings, Results};
use super::sweep::Kind;
use super::words::{one_digit, whole};

/// A sentence for each weighting that changes anything.
pub(super) fn trades(results: &Results) -> Vec<String> {
    let weighted = results.scenarios.iter().filter(|one| one.kind == Kind::Weighting);
    weighted.filter_map(|one| trade(results.as_it_is(), one)).collect()
}

fn trade(base: &Findings, one: &Findings) -> Option<String> {
    let sessions = one.with_main_worker.mean - base.with_main_worker.mean;
    let minutes = one.child_minutes.mean - base.child_minutes.mean;
    let is_little = sessions.abs() < 0.05 && minutes.abs() < 0.5;
    let each = || whole((minutes / sessions).abs());
    let told = match (sessions > 0.0, minutes > 0.0) {
        _ if is_little => return None,
        (true, true) => format!(
            "{} more sessions a week with the family's worker, for {} minutes of children's journeys each",
            one_digit(sessions),
            each()
        ),
        (false, false) if sessions < 0.0 => format!(
            "{} fewer sessions a week with the family's worker save {} minutes of children's journeys each",
            one_digit(-sessions),
            each()
        ),
        (is_more, is_longer) => format!(
            "{} {} sessions a week with the family's worker, and {} {} minutes of children's journeys",
            one_digit(sessions.abs()),
            if is_more { "more" } else { "fewer" },
            whole(minutes.abs()),
            if is_longer { "more" } else { "fewer" }
        ),
    };
    Some(format!("{}: {told}.", one.name))
}

#[cfg(test)]
mod tests {
    use super::trades;
    use crate::whatif::results::testing::results;

    #[test]
    fn a_trade_is_told_for_one_session_more() {
        let mut results = results();
        let weighting = results.scenarios.len() - 1;
        assert_eq!(trades(&results), [""; 0], "it changes nothing");
        results.scenarios[weighting].with_main_worker.mean += 2.0;
        results.scenarios[weighting].child_minutes.mean += 80.0;
        let told = "the same worker × 2: 2.0 more sessions a week with the family's worker, for 40 minutes of children's journeys each.";
        assert_eq!(trades(&results), [told]);
        results.scenarios[weighting].with_main_worker.mean -= 4.0;
        results.scenarios[weighting].child_minutes.mean -= 180.0;
        let told = "the same worker × 2: 2.0 fewer sessions a week with the family's worker save 50 minutes of children's journeys each.";
        assert_eq!(trades(&results), [told]);
    }
}

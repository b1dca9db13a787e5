//! How long a request may wait without losing what its frequency promises.

use crate::domain::Frequency;

/// Weeks of a year.
const YEAR: u32 = 52;

/// The most weeks that a session which is due now may wait. `ago` says how many weeks ago sessions were held or planned, 1 and up.
///
/// `n/year` asks for `52 / n` whole weeks between sessions, and what is left of the year is theirs to lose: not more than that in
/// all between this one and each of the last `n`. `1/kweeks` may choose its weeks when it begins, or begins again
/// after twice its weeks.
pub(super) fn slack(frequency: Frequency, ago: &[u32]) -> u32 {
    match frequency {
        Frequency::PerWeek(_) => 0,
        Frequency::EveryWeeks(weeks) => {
            let begins = ago.iter().all(|&ago| ago >= weeks.saturating_mul(2));
            if begins { weeks.saturating_sub(1) } else { 0 }
        }
        Frequency::PerYear(times) => slack_of_year(times, ago),
    }
}

fn slack_of_year(times: u32, ago: &[u32]) -> u32 {
    let apart = YEAR / times;
    if apart == 0 {
        return 0;
    }
    let to_lose = YEAR - times * apart;
    let mut latest = ago.to_vec();
    latest.sort_unstable();
    let left = latest.iter().zip(1..=times).map(|(&ago, run)| (to_lose + apart * run).saturating_sub(ago));
    left.min().unwrap_or(to_lose).min(to_lose)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{YEAR, slack};
    use crate::domain::Frequency;

    const SIX: Frequency = Frequency::PerYear(6);

    #[test]
    fn six_a_year_have_four_weeks_to_lose() {
        assert_eq!(slack(SIX, &[]), 4);
        assert_eq!(slack(SIX, &[8]), 4);
        assert_eq!(slack(SIX, &[9]), 3);
        assert_eq!(slack(SIX, &[12]), 0);
        assert_eq!(slack(SIX, &[40]), 0);
    }

    #[test]
    fn what_was_lost_in_the_year_before_counts() {
        assert_eq!(slack(SIX, &[18, 8]), 2);
        assert_eq!(slack(SIX, &[8, 18, 28]), 0);
        assert_eq!(slack(SIX, &[40, 24, 32, 16, 8, 48]), 4);
        assert_eq!(slack(SIX, &[8, 16, 24, 32, 40, 53]), 0);
        assert_eq!(slack(SIX, &[8, 16, 24, 32, 40, 48, 53]), 4, "the seventh does not matter");
        assert_eq!(slack(SIX, &[200]), 0);
    }

    #[test]
    fn frequencies_that_fill_the_year_have_nothing_to_lose() {
        assert_eq!(slack(Frequency::PerYear(4), &[]), 0);
        assert_eq!(slack(Frequency::PerYear(52), &[]), 0);
        assert_eq!(slack(Frequency::PerYear(366), &[]), 0);
        assert_eq!(slack(Frequency::PerYear(12), &[]), 4);
        assert_eq!(slack(Frequency::PerWeek(1), &[]), 0);
    }

    #[test]
    fn what_comes_every_few_weeks_may_choose_when_it_begins() {
        let [weekly, third] = [1, 3].map(Frequency::EveryWeeks);
        assert_eq!(slack(weekly, &[]), 0);
        assert_eq!(slack(third, &[]), 2);
        assert_eq!(slack(third, &[3]), 0);
        assert_eq!(slack(third, &[7, 5]), 0);
        assert_eq!(slack(third, &[6]), 2);
    }

    proptest! {
        /// Six years of a request that waits as often and as long as it may: the session that is `n` after another comes at most 53
        /// weeks after it, and no earlier can it come by the rule of what is due (fewer than `n` in the 52 weeks before).
        #[test]
        fn whoever_waits_loses_no_session(times in 1_u32..=52, waits in proptest::collection::vec(0_u32..=12, 320)) {
            let apart = YEAR / times;
            let mut held: Vec<u32> = Vec::new();
            let mut not_before = 0;
            for (now, wait) in (100_u32..).zip(waits) {
                let ago: Vec<u32> = held.iter().map(|week| now - week).collect();
                let too_soon = ago.iter().any(|&ago| ago < apart);
                let enough = ago.iter().filter(|&&ago| ago <= YEAR).count() >= times as usize;
                if too_soon || enough || now < not_before {
                    continue;
                }
                let may = slack(Frequency::PerYear(times), &ago);
                if wait.min(may) > 0 && not_before < now {
                    not_before = now + wait.min(may);
                    continue;
                }
                held.push(now);
            }
            for (first, last) in held.iter().zip(held.iter().skip(times as usize)) {
                prop_assert_eq!(last - first, YEAR + 1);
            }
        }
    }
}

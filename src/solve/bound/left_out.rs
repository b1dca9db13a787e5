//! What it costs to leave sessions out under given prices, where it is decided between which numbers how many are: of each request,
//! and of all of them together.

use super::weeks::FORBIDDEN;

/// Sessions of one request that may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LeftOut {
    /// What each costs beyond what it would earn, in thousandths of a point.
    pub(super) each: i64,
    /// The fewest that are, and the most that may be.
    pub(super) range: (usize, usize),
}

/// The least that they cost together, in thousandths of a point, where so many are left out of all at the least and at the most; far
/// too much where there are no such numbers.
pub(super) fn cheapest(mut of_requests: Vec<LeftOut>, (least, most): (usize, usize)) -> i64 {
    of_requests.sort_unstable_by_key(|of| of.each);
    let mut number: usize = of_requests.iter().map(|of| of.range.0).sum();
    let mut cost: i64 = of_requests.iter().map(|of| of.each * of.range.0 as i64).sum();
    let beyond = number.saturating_sub(most);
    for LeftOut { each, range } in of_requests {
        let upto = if each < 0 { most } else { least };
        let more = (range.1 - range.0).min(upto.saturating_sub(number));
        number += more;
        cost += each * more as i64;
    }
    cost + FORBIDDEN * (least.saturating_sub(number) + beyond) as i64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{LeftOut, cheapest};
    use crate::solve::bound::weeks::FORBIDDEN;

    /// The costs of all numbers that may be left out of each.
    fn every_way(of_requests: &[LeftOut]) -> Vec<(usize, i64)> {
        of_requests.iter().fold(vec![(0, 0)], |ways, of| {
            let with = |(number, cost): &(usize, i64)| {
                (of.range.0..=of.range.1).map(|more| (number + more, cost + of.each * more as i64)).collect::<Vec<_>>()
            };
            ways.iter().flat_map(with).collect()
        })
    }

    proptest! {
        #[test]
        fn as_many_are_left_out_as_cost_least(
            of in prop::collection::vec((-20..20_i64, 0..3_usize, 0..3_usize), 1..5),
            (least, more) in (0..6_usize, 0..6_usize),
        ) {
            let of_requests: Vec<LeftOut> =
                of.into_iter().map(|(each, least, more)| LeftOut { each, range: (least, least + more) }).collect();
            let range = (least, least + more);
            let ways = every_way(&of_requests).into_iter().filter(|(number, _)| (range.0..=range.1).contains(number));
            let found = cheapest(of_requests, range);
            match ways.map(|(_, cost)| cost).min() {
                Some(best) => prop_assert_eq!(found, best),
                None => prop_assert!(found > FORBIDDEN / 2),
            }
        }
    }
}

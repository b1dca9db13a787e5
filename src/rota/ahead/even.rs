//! Which of the sessions that may wait do so: reckoning with loads alone, the first of each list being this week's.

use crate::domain::RequestId;

/// Minutes of supervision, session minutes times workers, in each week.
pub(super) type Loads = Vec<i64>;

/// A request that is due this week and may wait.
#[derive(Clone, Debug)]
pub(super) struct Movable {
    pub(super) request: RequestId,
    /// What it asks of each week if it does not wait.
    pub(super) as_due: Loads,
    /// What it asks of each week if it waits for so many weeks, 1 and up.
    pub(super) waiting: Vec<(usize, Loads)>,
}

/// Lets requests wait, in their order, while this week's load is above the mean of the weeks ahead: each for the least loaded
/// of the weeks open to it, the earliest of equals, if that week is below this one by more than the session asks.
pub(super) fn even_out(mut loads: Loads, movable: &[Movable]) -> Vec<(RequestId, usize)> {
    let mut chosen = Vec::new();
    for one in movable {
        if !is_above_the_rest(&loads) {
            break;
        }
        let open = one.waiting.iter().min_by_key(|(weeks, _)| (loads[*weeks], *weeks));
        let Some((weeks, asked)) = open.filter(|(weeks, _)| loads[*weeks] < loads[0] - one.as_due[0]) else { continue };
        for ((load, before), after) in loads.iter_mut().zip(&one.as_due).zip(asked) {
            *load += after - before;
        }
        chosen.push((one.request, *weeks));
    }
    chosen
}

/// Whether this week's load is above the mean of the others.
fn is_above_the_rest(loads: &[i64]) -> bool {
    let rest = &loads[1..];
    loads[0] * i64::try_from(rest.len()).unwrap_or(i64::MAX) > rest.iter().sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Loads, Movable, even_out};
    use crate::domain::RequestId;

    /// A request that asks for so much once, now or in one of some weeks.
    fn once(at: usize, asks: i64, weeks: &[usize], of: usize) -> Movable {
        let alone = |week: usize| (0..of).map(|at| if at == week { asks } else { 0 }).collect::<Loads>();
        let waiting = weeks.iter().map(|&week| (week, alone(week))).collect();
        Movable { request: RequestId::new(at), as_due: alone(0), waiting }
    }

    fn chosen(loads: &[i64], movable: &[Movable]) -> Vec<(usize, usize)> {
        even_out(loads.to_vec(), movable).into_iter().map(|(request, weeks)| (request.index(), weeks)).collect()
    }

    #[test]
    fn a_session_waits_for_the_least_loaded_week_that_is_open_to_it() {
        assert_eq!(chosen(&[300, 100, 90, 90], &[once(0, 60, &[1, 2, 3], 4)]), [(0, 2)]);
        assert_eq!(chosen(&[300, 100, 90, 90], &[once(0, 60, &[1], 4)]), [(0, 1)]);
        assert_eq!(chosen(&[300, 100, 90, 90], &[once(0, 60, &[], 4)]), []);
    }

    #[test]
    fn the_later_week_must_be_lower_by_more_than_what_is_moved() {
        assert_eq!(chosen(&[160, 100], &[once(0, 60, &[1], 2)]), []);
        assert_eq!(chosen(&[161, 100], &[once(0, 60, &[1], 2)]), [(0, 1)]);
    }

    #[test]
    fn only_a_week_above_the_mean_of_the_others_is_eased() {
        assert_eq!(chosen(&[200, 0, 400], &[once(0, 60, &[1], 3)]), []);
        assert_eq!(chosen(&[201, 0, 400], &[once(0, 60, &[1], 3)]), [(0, 1)]);
    }

    #[test]
    fn a_series_that_waits_moves_as_a_whole() {
        let fortnightly =
            |at| Movable { request: RequestId::new(at), as_due: vec![60, 0, 60], waiting: vec![(1, vec![0, 60, 0])] };
        assert_eq!(chosen(&[240, 0, 240], &[0, 1, 2, 3].map(fortnightly)), [(0, 1), (1, 1)]);
    }

    proptest! {
        #[test]
        fn every_move_makes_the_weeks_more_even(
            loads in proptest::collection::vec(0_i64..5_000, 2..12),
            asks in proptest::collection::vec((1_i64..400, 1_usize..12), 0..30),
        ) {
            let of = loads.len();
            let total: i64 = asks.iter().map(|(asks, _)| asks).sum();
            let mut loads = loads;
            loads[0] += total;
            let open = |most: usize| (1..of.min(most + 1)).collect::<Vec<_>>();
            let movable: Vec<Movable> =
                asks.iter().enumerate().map(|(at, &(asks, most))| once(at, asks, &open(most), of)).collect();
            let squares = |loads: &[i64]| loads.iter().map(|load| load * load).sum::<i64>();
            let mut now = loads.clone();
            for (request, weeks) in even_out(loads.clone(), &movable) {
                let asks = asks[request.index()].0;
                let before = squares(&now);
                prop_assert!(now[0] * i64::try_from(of - 1).unwrap() > now[1..].iter().sum());
                now[0] -= asks;
                now[weeks] += asks;
                prop_assert!(squares(&now) < before);
                prop_assert!(now[weeks] < now[0] + asks);
            }
        }
    }
}

//! Sets of things of which at most so many can be at one time.

use crate::domain::{Interval, Minutes};

/// Every largest set of intervals that share a minute, with that minute: the first of its last interval. Intervals that
/// share a minute pairwise share one all together, so these sets say all there is to say.
pub(super) fn cliques<T: Copy>(mut intervals: Vec<(Interval, T)>) -> Vec<(Minutes, Vec<T>)> {
    intervals.sort_by_key(|&(time, _)| time.from);
    let mut found = Vec::new();
    let mut present: Vec<(Interval, T)> = Vec::new();
    for (index, &(time, thing)) in intervals.iter().enumerate() {
        present.push((time, thing));
        let next = intervals.get(index + 1).map(|&(next, _)| next.from);
        let leaves = |at: &Interval| next.is_none_or(|next| at.to <= next);
        if present.iter().any(|(at, _)| leaves(at)) {
            found.push((time.from, present.iter().map(|&(_, thing)| thing).collect()));
            present.retain(|(at, _)| !leaves(at));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::cliques;
    use crate::domain::{Interval, Minutes};

    fn of(times: &[(i32, i32)]) -> Vec<(i32, Vec<usize>)> {
        let interval = |&(from, to): &(i32, i32)| Interval::new(Minutes(from), Minutes(to));
        let list = times.iter().enumerate().map(|(index, time)| (interval(time), index)).collect();
        cliques(list).into_iter().map(|(at, members)| (at.0, members)).collect()
    }

    #[test]
    fn neighbours_share_no_minute() {
        assert_eq!(of(&[(0, 10), (10, 20)]), [(0, vec![0]), (10, vec![1])]);
    }

    #[test]
    fn only_largest_sets_count() {
        assert_eq!(of(&[(5, 15), (0, 10), (10, 12), (0, 20)]), [(5, vec![1, 3, 0]), (10, vec![3, 0, 2])]);
        assert_eq!(of(&[(0, 10), (0, 10)]), [(0, vec![0, 1])]);
    }
}

//! Sets of demands of which no worker could have sessions of two on one day: they overlap whenever they are, or nobody may
//! supervise both. Any such set serves a bound, so it is looked for greedily and then by swaps (Pullan, Hoos, Dynamic local
//! search for the maximum clique problem, JAIR 25, 2006, 10.1613/jair.1815; without its penalties).

use rayon::prelude::*;

use crate::domain::{Day, Minutes};
use crate::model::{Demand, Model};

/// Swaps tried for each demand.
const SWAPS: usize = 2;
/// A demand that was swapped out stays out for so many swaps.
const TABU: usize = 12;

/// Positions of demands no two of which fit one worker's day, dear by what they are worth together.
pub(super) fn dearest(model: &Model<'_>, worth: &[i64]) -> Vec<usize> {
    let demands: Vec<usize> = (0..worth.len()).filter(|&index| worth[index] > 0).collect();
    let spans: Vec<Span> = demands.iter().map(|&index| Span::new(model, &model.demands()[index])).collect();
    let worth: Vec<i64> = demands.iter().map(|&index| worth[index]).collect();
    let at_once = at_one_time(&spans, &worth);
    let found = [&[][..], &at_once].map(|first| Search::new(&spans, &worth).best(first));
    let total = |members: &Vec<usize>| members.iter().map(|&at| worth[at]).sum::<i64>();
    let best = found.into_iter().max_by_key(total).unwrap_or_default();
    best.into_iter().map(|at| demands[at]).collect()
}

/// The dearest set of demands whose tasks all are under way at some time, wherever they are put.
fn at_one_time(spans: &[Span], worth: &[i64]) -> Vec<usize> {
    let at = |(day, time): (usize, Minutes)| -> Vec<usize> {
        let is_on = |span: &Span| span.must().is_some_and(|(on, from, to)| on == day && from <= time && time < to);
        (0..spans.len()).filter(|&v| is_on(&spans[v])).collect()
    };
    let begins = spans.iter().filter_map(|span| span.must().map(|(day, from, _)| at((day, from))));
    begins.max_by_key(|members| members.iter().map(|&v| worth[v]).sum::<i64>()).unwrap_or_default()
}

/// The earliest end and the latest beginning of a task on a day, if it may be then.
type Times = Option<(Minutes, Minutes)>;

/// When the tasks of a demand may be, and who may do them.
struct Span {
    days: [Times; 7],
    workers: Vec<u64>,
}

impl Span {
    fn new(model: &Model<'_>, demand: &Demand) -> Self {
        let of_day = |day: Day| {
            let times = demand.placements_on(day).map(|index| {
                let placement = &demand.placements[index];
                demand.site_of(placement).task_time(placement.start)
            });
            times.map(|time| (time.to, time.from)).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
        };
        let mut workers = vec![0; model.roster().len().div_ceil(64)];
        for candidate in &demand.candidates {
            workers[candidate.worker.index() / 64] |= 1 << (candidate.worker.index() % 64);
        }
        Self { days: Day::ALL.map(of_day), workers }
    }

    /// The day and the time in which its one task is under way in any case, from its latest beginning to its earliest end.
    fn must(&self) -> Option<(usize, Minutes, Minutes)> {
        let mut days = self.days.iter().enumerate().filter_map(|(day, times)| times.map(|(to, from)| (day, from, to)));
        let only = days.next()?;
        (days.next().is_none() && only.1 < only.2).then_some(only)
    }

    /// Whether some worker might have both on one day, journeys forgotten.
    fn fits_with(&self, other: &Self) -> bool {
        let one_after_the_other = |(a, b): (&Times, &Times)| a.zip(*b).is_some_and(|(a, b)| a.0 <= b.1 || b.0 <= a.1);
        self.days.iter().zip(&other.days).any(one_after_the_other)
            && self.workers.iter().zip(&other.workers).any(|(a, b)| a & b != 0)
    }
}

/// The search for a clique in the graph whose edges join what does not fit one day.
struct Search<'a> {
    worth: &'a [i64],
    joined: Vec<Vec<bool>>,
    members: Vec<usize>,
    /// For each vertex, to how many members it is not joined, itself counted.
    apart: Vec<usize>,
}

impl<'a> Search<'a> {
    fn new(spans: &[Span], worth: &'a [i64]) -> Self {
        let row = |a: usize| (0..spans.len()).map(|b| a != b && !spans[a].fits_with(&spans[b])).collect();
        let joined: Vec<Vec<bool>> = (0..spans.len()).into_par_iter().map(row).collect();
        Self { worth, joined, members: Vec::new(), apart: vec![0; spans.len()] }
    }

    /// The dearest clique found, beginning with the vertices named.
    fn best(mut self, first: &[usize]) -> Vec<usize> {
        first.iter().for_each(|&v| self.change(v, true));
        self.grow();
        let mut best = self.members.clone();
        let mut free_from = vec![0; self.worth.len()];
        for swap in 0..self.worth.len() * SWAPS {
            let may_come = |&v: &usize| self.apart[v] == 1 && free_from[v] <= swap && !self.members.contains(&v);
            let Some(v) =
                (0..self.worth.len()).filter(may_come).max_by_key(|&v| (self.worth[v], usize::MAX - free_from[v]))
            else {
                break;
            };
            let out = self.members.iter().copied().find(|&member| !self.joined[v][member]);
            if let Some(out) = out {
                self.change(out, false);
                free_from[out] = swap + TABU;
            }
            self.change(v, true);
            self.grow();
            if self.total(&self.members) > self.total(&best) {
                best.clone_from(&self.members);
            }
        }
        best
    }

    fn total(&self, members: &[usize]) -> i64 {
        members.iter().map(|&v| self.worth[v]).sum()
    }

    /// Adds vertices while any is joined to all members: the dearest with the most choice left.
    fn grow(&mut self) {
        loop {
            let open: Vec<usize> = (0..self.worth.len()).filter(|&v| self.apart[v] == 0).collect();
            let choice = |v: usize| open.iter().filter(|&&other| self.joined[v][other]).count() as i64;
            let next = open.par_iter().map(|&v| (self.worth[v] * (choice(v) + 1), std::cmp::Reverse(v))).max();
            let Some((_, std::cmp::Reverse(v))) = next else { return };
            self.change(v, true);
        }
    }

    fn change(&mut self, v: usize, comes: bool) {
        if comes {
            self.members.push(v);
        } else {
            self.members.retain(|&member| member != v);
        }
        for (other, apart) in self.apart.iter_mut().enumerate().filter(|(other, _)| !self.joined[v][*other]) {
            *apart = if comes { *apart + 1 } else { *apart - 1 };
            debug_assert!(comes || other != v || *apart == 0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Search, Span, at_one_time};
    use crate::domain::Minutes;

    /// A task on Monday that ends at `to` at the earliest and begins at `from` at the latest.
    fn span(from: i32, to: i32, workers: u64) -> Span {
        let mut days = [None; 7];
        days[0] = Some((Minutes(to), Minutes(from)));
        Span { days, workers: vec![workers] }
    }

    #[test]
    fn tasks_exclude_each_other_if_they_overlap_or_nobody_may_do_both() {
        assert!(!span(0, 60, 1).fits_with(&span(59, 90, 1)));
        assert!(span(0, 60, 1).fits_with(&span(60, 90, 1)));
        assert!(!span(0, 60, 1).fits_with(&span(60, 90, 2)));
        assert!(span(60, 90, 3).fits_with(&span(0, 60, 2)));
    }

    #[test]
    fn the_dearest_clique_is_found_from_either_beginning() {
        let spans = [span(0, 60, 1), span(30, 90, 1), span(50, 55, 1), span(60, 120, 2), span(200, 210, 4)];
        let worth = [1, 1, 1, 1, 5];
        let at_once = at_one_time(&spans, &worth);
        assert_eq!(at_once, [4]);
        for first in [&[][..], &at_once] {
            let mut found = Search::new(&spans, &worth).best(first);
            found.sort_unstable();
            assert_eq!(found, [0, 1, 2, 3, 4]);
        }
    }
}

//! H11: nobody works for longer than `break_after` without a break.
//!
//! A run is too long exactly if it has two tasks, the second ending more than `break_after` after the first one's start,
//! with no break between them. So for a set of starts of which at most one can be (they lie closer together than the
//! shortest task is long) and each end, more than `break_after` after all of them:
//! `Σ tasks with such a start + Σ tasks with that end − 1 ≤ rests between`. Rests are counted by the end of the task before
//! them: `rested` of a time is the number of rests before it, so "between" is a difference of two columns.

use crate::domain::{Cost, Minutes, Policy};
use crate::model::Model;

use super::labels;
use super::network::Gaps;
use super::program::{ColumnId, Program, sum};
use super::route_workers::{Piece, Stretch};

/// For the stretches of one day, whether breaks matter in each: only where tasks without a sure break between them reach
/// further than `break_after`.
pub(super) fn stretches_in_need(policy: &Policy, stretches: &[Stretch]) -> Vec<Gaps> {
    let gaps = |cluster: &[Stretch]| {
        let needed = policy.break_length > Minutes::ZERO && reach(cluster) > policy.break_after;
        vec![if needed { Gaps::Resting(policy.break_length) } else { Gaps::Alike }; cluster.len()]
    };
    clusters(policy, stretches).flat_map(gaps).collect()
}

/// The columns and rows of breaks.
pub(super) fn give_breaks(program: &mut Program, model: &Model<'_>, stretches: &[Stretch]) {
    let policy = model.problem().policy();
    let of_days = stretches.chunk_by(|a, b| (a.worker, a.day) == (b.worker, b.day));
    for cluster in of_days.flat_map(|day| clusters(policy, day)) {
        if policy.break_length > Minutes::ZERO && reach(cluster) > policy.break_after {
            let label = labels::worker_day(model, cluster[0].worker, cluster[0].day);
            let label = format!("{label} {}", cluster[0].shift.from.clock());
            let rested = Rested::new(program, policy, &label, cluster);
            forbid_long_runs(program, policy, &label, cluster, &rested);
        }
    }
}

/// Stretches of one day with no sure break between them.
fn clusters<'s>(policy: &Policy, stretches: &'s [Stretch]) -> impl Iterator<Item = &'s [Stretch]> {
    stretches.chunk_by(|a, b| b.shift.from - a.shift.to < policy.break_length)
}

/// From the first start to the last end of what may be done.
fn reach(cluster: &[Stretch]) -> Minutes {
    let pieces = || cluster.iter().flat_map(|stretch| &stretch.pieces);
    let first = pieces().map(|piece| piece.time.from).min();
    let last = pieces().map(|piece| piece.time.to).max();
    first.zip(last).map_or(Minutes::ZERO, |(first, last)| last - first)
}

/// How many rests have begun before each time.
struct Rested {
    counts: Vec<(Minutes, ColumnId)>,
}

impl Rested {
    /// A column for each time at which a rest may begin: the rests that began until then, itself included.
    fn new(program: &mut Program, policy: &Policy, label: &str, cluster: &[Stretch]) -> Self {
        let mut rests: Vec<(Minutes, ColumnId)> =
            cluster.iter().flat_map(|stretch| &stretch.flow.rests).map(|&(leg, from)| (from, leg)).collect();
        for split in 1..cluster.len() {
            rests.extend(rests_at_home(program, policy, label, cluster, split));
        }
        rests.sort_unstable();
        let most = i64::try_from(rests.len()).expect("fewer than 2^63 rests");
        let mut counts: Vec<(Minutes, ColumnId)> = Vec::new();
        for begun in rests.chunk_by(|a, b| a.0 == b.0) {
            let time = begun[0].0;
            let count = program.number(format!("rested[{label} {}]", time.clock()), most, Cost::ZERO);
            let mut terms = sum(begun.iter().map(|&(_, rest)| rest));
            terms.extend(counts.last().map(|&(_, before)| (before, 1)));
            terms.push((count, -1));
            program.equal(format!("count_rests[{label} {}]", time.clock()), terms, 0);
            counts.push((time, count));
        }
        Self { counts }
    }

    /// The rests that began before `time`, as a term; none if there can be none.
    fn before(&self, time: Minutes) -> Option<ColumnId> {
        let after = self.counts.partition_point(|&(begun, _)| begun < time);
        after.checked_sub(1).map(|last| self.counts[last].1)
    }
}

/// Rests at the base between two stretches whose shifts are too close for a sure one: for each time at which a worker may
/// be back, 1 only if nothing of the stretches before is back later, and nothing after leaves before a break is over.
/// They count as begun when the earlier shift ends.
fn rests_at_home(
    program: &mut Program,
    policy: &Policy,
    label: &str,
    cluster: &[Stretch],
    split: usize,
) -> Vec<(Minutes, ColumnId)> {
    let (earlier, later) = cluster.split_at(split);
    let mut backs: Vec<Minutes> = earlier.iter().flat_map(|s| &s.flow.last).map(|&(_, time)| time).collect();
    backs.sort_unstable();
    backs.dedup();
    let end = earlier[split - 1].shift.to;
    let rest_from = |back: Minutes| {
        let name = format!("{label} {} {}", end.clock(), back.clock());
        let rest = program.yes_or_no(format!("home_rest[{name}]"), Cost::ZERO);
        let too_late = earlier.iter().map(|s| s.flow.last.iter().filter(|&&(_, time)| time > back));
        let too_late = too_late.map(|legs| sum(legs.map(|&(leg, _)| leg)));
        let over = back + policy.break_length;
        let too_soon = later.iter().map(|s| s.flow.first.iter().filter(|&&(_, time)| time < over));
        let too_soon = too_soon.map(|legs| sum(legs.map(|&(leg, _)| leg)));
        for (number, mut legs) in too_late.chain(too_soon).enumerate() {
            legs.push((rest, 1));
            program.at_most(format!("rest_at_home[{name} {number}]"), legs, 1);
        }
        (end, rest)
    };
    backs.into_iter().map(rest_from).collect()
}

fn forbid_long_runs(program: &mut Program, policy: &Policy, label: &str, cluster: &[Stretch], rested: &Rested) {
    let pieces: Vec<Piece> = cluster.iter().flat_map(|stretch| &stretch.pieces).copied().collect();
    let shortest = pieces.iter().map(|piece| piece.time.length()).min().unwrap_or(Minutes::ZERO);
    let mut ends: Vec<Minutes> = pieces.iter().map(|piece| piece.time.to).collect();
    ends.sort_unstable();
    ends.dedup();
    for end in ends {
        let mut early: Vec<Piece> = pieces.iter().filter(|p| end - p.time.from > policy.break_after).copied().collect();
        early.sort_by_key(|piece| std::cmp::Reverse(piece.time.from));
        while let Some(&latest) = early.first() {
            let after = latest.time.from - shortest;
            let window = early.partition_point(|piece| piece.time.from > after || piece.time.from == latest.time.from);
            let starts: Vec<Piece> = early.drain(..window).collect();
            forbid_run(program, label, &pieces, &starts, end, rested);
        }
    }
}

/// One of `starts` and a later task that ends at `end` need a rest between; where the first cannot be over by then, they
/// exclude each other anyway.
fn forbid_run(program: &mut Program, label: &str, pieces: &[Piece], starts: &[Piece], end: Minutes, rested: &Rested) {
    let (latest, earliest) = (starts[0].time.from, starts[starts.len() - 1].time.from);
    let soonest = starts.iter().map(|piece| piece.time.to).min().unwrap_or(earliest).max(latest);
    let ends: Vec<_> = pieces.iter().filter(|p| p.time.to == end && p.time.from > latest).map(|p| p.column).collect();
    if ends.is_empty() || soonest >= end {
        return;
    }
    let mut terms = sum(starts.iter().map(|piece| piece.column).chain(ends));
    terms.extend(rested.before(end).map(|count| (count, -1)));
    terms.extend(rested.before(soonest).map(|count| (count, 1)));
    program.at_most(format!("break[{label} {} {}]", latest.clock(), end.clock()), terms, 1);
}

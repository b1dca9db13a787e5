//! Lanes that anneal side by side, each on a plan of its own.

use rayon::prelude::*;

use crate::solve::draft::Plan;

use super::cycle::Cycle;
use super::lane::Lane;

/// Steps that a lane takes before the clock is read.
const STEPS: u64 = 50;

/// How a search anneals.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Annealing<'a> {
    /// Acceptance without a guide, in points of cost.
    pub(crate) alone: f64,
    /// With one.
    pub(crate) cycle: Cycle,
    /// Where a cycle begins.
    pub(crate) home: &'a Plan,
}

/// Lets every lane take `steps` steps, or go on until told to stop; returns the steps taken. The lanes work in short slices,
/// so that a thread that takes one over while it waits for something else is soon back.
pub(crate) fn search(
    lanes: &mut [Lane<'_>],
    steps: u64,
    annealing: Annealing<'_>,
    stop: &(dyn Fn() -> bool + Sync),
    until_told: bool,
) -> u64 {
    let Annealing { alone, cycle, home } = annealing;
    let take_slice = |lane: &mut Lane<'_>| {
        if !lane.is_guided() {
            return lane.run(STEPS, alone);
        }
        if cycle.begins(lane.steps()) {
            lane.move_to(home);
        }
        lane.run(STEPS, cycle.temperature(lane.steps()));
        if cycle.remembers(lane.steps()) {
            lane.remember();
        }
    };
    let mut taken = 0;
    while !stop() && (until_told || taken < steps) {
        lanes.par_iter_mut().for_each(take_slice);
        taken += STEPS;
    }
    taken * lanes.len() as u64
}

//! Where the bound of weeks ends below the best rota, rotas are taken in parts (branch and price: Barnhart et al., Operations
//! Research 46(3), 1998, 10.1287/opre.46.3.316): one worker has so many sessions of a request in one part, and fewer in the other;
//! or one on a date, and none; or a session is early on its date, and late. The bound of all is the least of those of the parts
//! that are not done with, the one with the least bound is next, and a part is done with when its bound reaches the best rota.
//! Where there are several, half of them go on in a twin, beside the others.

use crate::domain::Cost;
use crate::solve::Stop;
use crate::solve::bound::MILLI;
use crate::solve::bound::lagrangian::{Relaxation, in_points};
use crate::solve::bound::master::{Mix, points};
use crate::solve::bound::position::Interior;

use super::decisions::Decisions;
use super::tolls::OwnPrices;
use super::{Priced, Weeks};

/// Weeks with more sessions due than this are not taken in parts: there would be too many.
const MOST_SESSIONS: u32 = 160;
/// A part is divided when its master promises less than this share of the way to the best rota, and than this share of the bound.
const NEAR_ITS_END: (f64, f64) = (0.2, 4e-4);
/// A mix leaves part of a session out if it is more than this.
const PART_OF_A_SESSION: f64 = 0.05;
/// Steps that each half takes before it waits for the other.
const STEPS_OF_A_HALF: usize = 6;

/// A part of all rotas.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) decisions: Decisions,
    /// Its best bound so far, or that of the part that this one is of.
    pub(super) priced: Priced,
    /// The best prices for known days.
    pub(super) known: Priced,
    pub(super) own: Vec<OwnPrices>,
    pub(super) mix: Mix,
    pub(super) interior: Option<Interior>,
}

/// The parts that are not done with.
#[derive(Clone, Debug)]
pub(super) struct Parts {
    open: Vec<Part>,
    /// The best bound of all rotas together, and its prices.
    whole: Option<Priced>,
    /// Whether one is under way.
    is_in_one: bool,
    /// Whether that one goes on to its very end, for nothing is left to decide.
    is_to_the_end: bool,
    /// The least bound of those where nothing is left to decide, in thousandths of a point.
    undivided: i64,
    /// What the best rota costs.
    limit: Cost,
    /// Whether told to stop.
    pub(super) is_stopped: bool,
}

impl Parts {
    /// None.
    pub(super) fn none() -> Self {
        Self {
            open: Vec::new(),
            whole: None,
            is_in_one: false,
            is_to_the_end: false,
            undivided: i64::MAX,
            limit: Cost(i64::MAX / MILLI),
            is_stopped: false,
        }
    }

    /// What the best rota costs.
    pub(super) fn limit(&self) -> Cost {
        self.limit
    }

    /// Whether no part is left.
    fn are_done(&self) -> bool {
        !self.is_in_one && self.open.is_empty()
    }

    /// Gives every other part away, those with the least bounds in turn; `None` where there is no second.
    fn half(&mut self) -> Option<Self> {
        if self.open.len() + usize::from(self.is_in_one) < 2 {
            return None;
        }
        self.open.sort_by_key(|part| part.priced.value);
        let kept = usize::from(!self.is_in_one);
        let (mut half, mut own) = (self.clone(), Vec::new());
        half.open.clear();
        half.is_in_one = false;
        for (at, part) in self.open.drain(..).enumerate() {
            if at % 2 == kept { half.open.push(part) } else { own.push(part) }
        }
        self.open = own;
        Some(half)
    }

    /// The best bound of all rotas together, if there are parts.
    pub(super) fn whole(&self) -> Option<&Priced> {
        self.whole.as_ref()
    }
}

impl Relaxation<'_> {
    /// Whether rotas are taken in parts: weeks raise the bound, and there are few sessions.
    pub(in crate::solve::bound) fn is_taken_in_parts(&self) -> bool {
        self.model.problem().sessions_due() <= MOST_SESSIONS && self.gains_by_weeks()
    }
}

impl Weeks<'_> {
    /// Tells what the best rota costs.
    pub(crate) fn expect_below(&mut self, cost: Cost) {
        self.parts.limit = cost;
        if let Some(twin) = &mut self.twin {
            twin.expect_below(cost);
        }
    }

    /// Whether rotas are being taken in parts.
    pub(crate) fn are_in_parts(&self) -> bool {
        self.parts.whole.is_some() && self.goes_on()
    }

    /// Whether there is anything left to do.
    pub(crate) fn goes_on(&self) -> bool {
        let is_over = self.parts.whole.is_some() && self.parts.are_done();
        let twin_goes_on = self.twin.as_ref().is_some_and(|twin| twin.goes_on());
        !self.parts.is_stopped && (twin_goes_on || !self.done || (self.relaxation.is_taken_in_parts() && !is_over))
    }

    /// The best bound.
    pub(crate) fn bound(&self) -> Cost {
        let of_twin = self.twin.as_ref().map_or(Cost(i64::MAX), |twin| twin.bound());
        self.bound_of_own().min(of_twin)
    }

    fn bound_of_own(&self) -> Cost {
        let Parts { open, whole, is_in_one, undivided, limit, .. } = &self.parts;
        let Some(whole) = whole else { return in_points(self.best.value) };
        let under_way = is_in_one.then_some(self.best.value);
        let least = open.iter().map(|part| part.priced.value).chain(under_way).min();
        let least = least.unwrap_or(i64::MAX).min(*undivided);
        if least == i64::MAX { *limit } else { in_points(least.max(whole.value)).min(*limit) }
    }

    /// How far the bound is below the best rota, in points.
    pub(super) fn left_to_the_best_rota(&self) -> f64 {
        points(self.parts.limit.0.saturating_mul(MILLI) - self.best.value)
    }

    /// What a master with this mix must promise so that it goes on before rotas are divided. How many sessions are left out divides
    /// them best, whatever the prices are.
    pub(super) fn enough_to_go_on(&self, mix: &Mix) -> f64 {
        if self.parts.is_to_the_end {
            return 0.0;
        }
        let of_left = NEAR_ITS_END.0 * self.left_to_the_best_rota();
        let of_bound = NEAR_ITS_END.1 * points(self.best.value);
        let enough = if self.leaves_part_of_a_session_out(mix) { of_left } else { of_left.min(of_bound) };
        if self.relaxation.is_taken_in_parts() { enough } else { 0.0 }
    }

    /// Whether a mix leaves out so many sessions as no rota does.
    pub(super) fn leaves_part_of_a_session_out(&self, mix: &Mix) -> bool {
        let of_all: f64 = mix.left_out.iter().sum();
        self.relaxation.is_taken_in_parts() && (of_all - of_all.round()).abs() > PART_OF_A_SESSION
    }

    /// Steps in parts of each half; one while there is no second.
    pub(super) fn step_in_all_parts(&mut self, stop: Stop<'_>) {
        self.share();
        match self.twin.take() {
            Some(mut twin) => {
                rayon::join(|| self.steps_in_parts(stop), || twin.steps_in_parts(stop));
                self.parts.is_stopped |= twin.parts.is_stopped;
                self.twin = Some(twin);
            }
            None => self.step_in_parts(stop),
        }
    }

    /// Some steps, so that neither half waits long for the other; none after a part is divided, which takes as long as many.
    fn steps_in_parts(&mut self, stop: Stop<'_>) {
        for _ in 0..STEPS_OF_A_HALF {
            let open = self.parts.open.len();
            if !self.parts.are_done() {
                self.step_in_parts(stop);
            }
            if self.parts.open.len() > open {
                break;
            }
        }
    }

    /// Where one half is done with, shares the other anew.
    fn share(&mut self) {
        if let Some(mut twin) = self.twin.take_if(|twin| twin.parts.are_done() || self.parts.are_done()) {
            if self.parts.are_done() {
                std::mem::swap(self, &mut *twin);
            }
            self.parts.undivided = self.parts.undivided.min(twin.parts.undivided);
            self.rotas.append(&mut twin.rotas);
        }
        if self.twin.is_none()
            && let Some(half) = self.parts.half()
        {
            self.twin = Some(Box::new(Self { parts: half, rotas: Vec::new(), ..self.clone() }));
        }
    }

    /// A step in the part under way, or the first in the next.
    fn step_in_parts(&mut self, stop: Stop<'_>) {
        let at_end = match (&self.parts.whole, self.parts.is_in_one) {
            (None, _) => {
                self.parts.whole = Some(self.best.clone());
                Some(true)
            }
            (Some(_), false) if self.parts.open.is_empty() => return,
            (Some(_), false) => self.begin_next(stop),
            (Some(_), true) => self.round(stop),
        };
        let is_done_with = in_points(self.best.value) >= self.parts.limit;
        match at_end {
            None => self.parts.is_stopped = true,
            Some(_) if is_done_with => self.parts.is_in_one = false,
            Some(true) => self.divide_or_go_on(stop),
            Some(false) => {}
        }
    }

    /// Begins with the part that has the least bound; says whether it is at its end, or nothing if told to stop.
    fn begin_next(&mut self, stop: Stop<'_>) -> Option<bool> {
        let next = (0..self.parts.open.len()).min_by_key(|&at| (self.parts.open[at].priced.value, at))?;
        let part = self.parts.open.swap_remove(next);
        let mix = part.mix.clone();
        self.begin(part);
        (self.parts.is_in_one, self.parts.is_to_the_end) = (true, false);
        let told = self.look_at_all(&mix, stop);
        told.map(|()| false)
    }

    /// Begins with a part.
    pub(super) fn begin(&mut self, part: Part) {
        let Part { decisions, priced, known, own, mix, interior } = part;
        self.relaxation.decisions = decisions;
        (self.best, self.known, self.own, self.interior, self.mix) = (priced, known, own, interior, Some(mix));
        (self.rounds, self.idle, self.in_vain) = (0, 0, 0);
        for worker in self.relaxation.workers() {
            let tolls = &mut self.own[worker.index()].tolls;
            tolls.decide(self.relaxation.decisions.dates_of(worker));
        }
        for (worker, id) in self.relaxation.decisions.apart(self.relaxation.model) {
            self.own[worker.index()].tolls.forbid(id);
        }
    }

    /// Divides the part under way; where nothing is left to decide, it goes on to its end first, which may be above the best rota.
    /// Short of that it waits for its turn to go on.
    fn divide_or_go_on(&mut self, stop: Stop<'_>) {
        let Some(parts) = self.divided(stop) else {
            self.parts.open.push(self.under_way()); // It is neither divided nor done with.
            (self.parts.is_in_one, self.parts.is_stopped) = (false, true);
            return;
        };
        let is_divided = !parts.is_empty();
        self.parts.open.extend(parts);
        if !is_divided && self.parts.is_to_the_end {
            if self.is_exhausted {
                self.parts.undivided = self.parts.undivided.min(self.best.value);
            } else {
                self.parts.open.push(self.under_way());
            }
        }
        let is_over = is_divided || self.parts.is_to_the_end;
        (self.parts.is_in_one, self.parts.is_to_the_end) = (!is_over, !is_over);
    }

    /// The part under way, as far as it is.
    pub(super) fn under_way(&self) -> Part {
        Part {
            decisions: self.relaxation.decisions.clone(),
            priced: self.best.clone(),
            known: self.known.clone(),
            own: self.own.clone(),
            mix: self.mix.clone().unwrap_or_default(),
            interior: self.interior.clone(),
        }
    }
}

//! Days of several plans put together: the best that they make, of all the week or of some workers' weeks (route-based
//! recombination: Rochat, Taillard, Journal of Heuristics 1(1), 1995, 10.1007/BF02430370).

use std::time::Instant;

use crate::domain::Cost;
use crate::solve::Stop;
use crate::solve::bound::Generation;
use crate::solve::draft::Plan;
use crate::solve::exact;

use super::dive::{best_of, days_of};
use super::{Freed, Recombination, more, recombine};

/// Plans whose days an integer master takes, at first and at least; twice as many if it took less than one in so many parts of
/// its time.
pub(super) const PLANS: (usize, usize) = (20, 3);
const EASY: u32 = 20;
/// Of a week with more sessions due than the first, one plans the weeks of some workers only, with about so many sessions as
/// the second says.
const SESSIONS: (u32, usize) = (600, 700);

impl<'m> Recombination<'m> {
    /// The best plan from the days of the plan and of some that were gone through; of a large week, part by part. More of them
    /// next time, if the solver came to its end.
    pub(super) fn blend(
        &mut self,
        generation: &mut Generation<'m>,
        plan: &Plan,
        effort: exact::Effort,
        stop: Stop<'_>,
    ) -> Option<(Cost, Plan)> {
        let due = self.model.problem().sessions_due();
        if due <= SESSIONS.0 {
            return self.blend_once(generation, plan, None, effort, stop);
        }
        let mut best: Option<(Cost, Plan)> = None;
        for _ in (0..due as usize).step_by(SESSIONS.1).take_while(|_| !stop()) {
            let latest = best.as_ref().map_or(plan, |(_, plan)| plan);
            let freed = Freed::weeks_of_some(self.model, latest, &mut self.rng, SESSIONS.1);
            let made = self.blend_once(generation, latest, Some(&freed), effort, stop);
            best = made.or(best);
        }
        best
    }

    /// The same for all days, or for those freed.
    fn blend_once(
        &mut self,
        generation: &mut Generation<'m>,
        plan: &Plan,
        freed: Option<&Freed>,
        effort: exact::Effort,
        stop: Stop<'_>,
    ) -> Option<(Cost, Plan)> {
        let of_dives = self.rng.choose_multiple(self.made.iter(), self.blended / 2);
        let chosen = self.rng.choose_multiple(self.passed.iter(), self.blended - of_dives.len());
        let plans: Vec<&Plan> = std::iter::once(plan).chain(of_dives).chain(chosen).collect();
        let days = days_of(self.model, &plans);
        let begun = Instant::now();
        let (made, solved) = match freed {
            Some(freed) => recombine(self.model, generation, plan, freed, Some(&days), effort, stop),
            None => best_of(self.model, generation, plan, &days, effort, stop),
        };
        let is_easy = effort.left.is_some_and(|left| begun.elapsed() < left / EASY);
        let next = match solved {
            true if is_easy => self.blended * 2,
            true => more(self.blended),
            false => self.blended * 2 / 3,
        };
        self.blended = next.clamp(PLANS.1, PLANS.1.max(self.passed.len() + self.made.len()));
        made
    }
}

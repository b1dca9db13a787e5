//! Days of a rota planned anew from the columns that are known: few of them exactly, by an integer master, many or all by a
//! dive; and whole weeks from the days of plans that dives made and the search went through. All else stays as it is and only
//! takes its rooms, people and hours.
//!
//! What the coupling rows do not say (names of rooms; journeys of people and keep-apart until somebody finds them broken) is
//! looked at when the answer goes into the draft: sessions that do not fit are put back where they cost least, and the answer
//! counts only if the rota is cheaper by the plain reckoning of the draft.

mod blend;
mod dive;
mod freed;
mod integer_master;

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use fastrand::Rng;

use crate::domain::{Cost, Day, VenueId};
use crate::model::{DemandId, Model};

use super::bound::{Column, Coupling, Generation, Weeks};
use super::draft::{Draft, Names, Plan, Rooms, Seat, insert_at, insert_in, name_rooms};
use super::exact;
use super::search::{Guide, Lane};
use super::{Stop, within};

pub(crate) use integer_master::IntegerMaster;

use dive::{best_of, dive, weeks_of, with_fixed};
use freed::Freed;
use integer_master::{Planned, cheapest, fitting};

/// Most integer masters of one try.
const TRIES: usize = 4;
/// Most columns of one integer master.
const COLUMNS: usize = 2_500;
/// How hard to solve one: a rota that is better by less than three points is not looked for.
const EFFORT: exact::Effort = exact::Effort { nodes: 300, gap: 3_000.0, left: None };
/// Where time is limited, no integer master over columns of the bound takes longer: what it could still find, a smaller one
/// finds sooner.
const LONGEST: Duration = Duration::from_secs(3);
/// Nor does any over days take longer than this for each session due, for the bound waits for it.
const LONGEST_OF_SESSION: Duration = Duration::from_millis(5);
/// The same for one over weeks of workers.
const LONGEST_OF_WEEKS: Duration = Duration::from_millis(10);
/// How many nodes one over weeks, or over days of other plans, may have.
const NODES: u64 = 5_000;
/// Weeks that one takes at first, at least and at most.
const WEEKS: (usize, usize, usize) = (600, 200, 10_000);
/// Sessions freed for a dive into some days; exact steps are for fewer.
const SESSIONS_OF_A_DIVE: usize = 80;
/// Steps of search after a dive of the whole week, for each session due.
const STEPS_AFTER: u32 = 20;
/// It ends at this part of the temperature at which it begins.
const COOLED: f64 = 0.2;
/// Steps between two looks at the clock.
const SLICE: u32 = 50;
/// Most plans of such dives that are remembered.
const MOST_MADE: usize = 40;
/// Most plans that are remembered for their days.
const MOST_PASSED: usize = 200;
/// Sessions freed for an integer master at first, at least and at most.
const SESSIONS: (usize, usize, usize) = (60, 20, 600);

/// Dives and integer masters in turn, the latter as large as can be solved.
#[derive(Debug)]
pub(crate) struct Recombination<'m> {
    model: &'m Model<'m>,
    rng: Rng,
    /// What the search after a dive follows.
    guide: Arc<Guide>,
    /// Sessions freed for the next integer master.
    sessions: usize,
    turns: u64,
    /// Plans that the search went through lately, the latest last.
    passed: VecDeque<Plan>,
    /// Plans made by dives of the whole week, the latest last.
    made: VecDeque<Plan>,
    /// From how many of both the next integer master of the whole week takes its days.
    blended: usize,
    /// How many weeks of workers the next integer master of weeks takes.
    weeks: usize,
}

impl<'m> Recombination<'m> {
    /// Begins with middling neighbourhoods.
    pub(crate) fn new(model: &'m Model<'m>, seed: u64) -> Self {
        Self {
            model,
            rng: Rng::with_seed(seed),
            guide: Arc::default(),
            sessions: SESSIONS.0,
            turns: 0,
            passed: VecDeque::new(),
            made: VecDeque::new(),
            blended: blend::PLANS.0,
            weeks: WEEKS.0,
        }
    }

    /// Whether the next step is about as much work as one of the bound.
    pub(crate) fn is_long(&self) -> bool {
        Task::of_turn(self.turns) == Task::DiveOfTheWeek
    }

    /// Follows this guide from now on.
    pub(crate) fn follow(&mut self, guide: Arc<Guide>) {
        self.guide = guide;
    }

    /// Remembers plans that the search went through, and forgets the oldest.
    pub(crate) fn remember(&mut self, plans: impl IntoIterator<Item = Plan>) {
        self.passed.extend(plans);
        forget_oldest(&mut self.passed, MOST_PASSED);
    }

    /// Plans days of a plan anew: some exactly from the columns of the bound; some, or all, by a dive of the mix; or all from
    /// the days of plans that were gone through. The plan made with its cost, which may be above what it was; that of an
    /// exact step is below.
    pub(crate) fn step(
        &mut self,
        generation: &mut Generation<'m>,
        plan: &Plan,
        left: Option<Duration>,
        temperature: f64,
        stop: Stop<'_>,
    ) -> Option<(Cost, Plan)> {
        let task = Task::of_turn(self.turns);
        self.turns += 1;
        let effort = task.effort(left, self.model.problem().sessions_due());
        match task {
            Task::Blend => self.blend(generation, plan, effort, &within(effort.left, stop)),
            Task::Exact => self.plan_exactly(generation, plan, effort, &within(effort.left, stop)),
            Task::DiveOfSomeDays => {
                let freed = self.freed(generation, plan, SESSIONS_OF_A_DIVE);
                self.dive(generation, plan, Some(&freed), effort, stop)
            }
            Task::DiveOfTheWeek => {
                let made = self.dive(generation, plan, None, effort, stop);
                made.map(|(_, plan)| self.go_on_from(&plan, temperature, stop))
            }
        }
    }

    /// The best plan from good weeks of workers; more of them next time, if the solver came to its end. The plan made with its
    /// cost.
    pub(crate) fn put_weeks_together(
        &mut self,
        weeks: &mut Weeks<'m>,
        plan: &Plan,
        left: Option<Duration>,
        stop: Stop<'_>,
    ) -> Option<(Cost, Plan)> {
        let longest = left.map(|left| left.min(LONGEST_OF_WEEKS * self.model.problem().sessions_due()));
        let effort = exact::Effort { left: longest, nodes: NODES, ..EFFORT };
        let columns = weeks_of(self.model, weeks, plan, self.weeks);
        let (made, solved) = best_of(self.model, weeks, plan, &columns, effort, &within(longest, stop));
        let next = if solved { more(self.weeks) } else { self.weeks * 2 / 3 };
        self.weeks = next.clamp(WEEKS.1, WEEKS.2);
        made
    }

    /// The plan of the likeliest days of the latest mix, with its cost.
    pub(crate) fn round_days(&self, generation: &Generation<'m>, plan: &Plan) -> Option<(Cost, Plan)> {
        Some(with_fixed(self.model, plan, generation.likeliest()?))
    }

    /// The best plan of the likeliest weeks of the latest mixes, if any is new, with its cost.
    pub(crate) fn round_weeks(&self, weeks: &mut Weeks<'m>, plan: &Plan) -> Option<(Cost, Plan)> {
        let made = weeks.likeliest().into_iter().map(|sessions| with_fixed(self.model, plan, sessions));
        made.min_by_key(|(cost, _)| *cost)
    }

    fn freed(&mut self, generation: &Generation<'m>, plan: &Plan, sessions: usize) -> Freed {
        Freed::random(self.model, plan, &generation.suggestions(), &mut self.rng, sessions)
    }

    fn plan_exactly(
        &mut self,
        generation: &mut Generation<'m>,
        plan: &Plan,
        effort: exact::Effort,
        stop: Stop<'_>,
    ) -> Option<(Cost, Plan)> {
        let freed = self.freed(generation, plan, self.sessions);
        let (better, solved) = recombine(self.model, generation, plan, &freed, None, effort, stop);
        let next = if solved { self.sessions * 5 / 4 } else { self.sessions * 4 / 5 };
        self.sessions = next.clamp(SESSIONS.1, SESSIONS.2);
        better
    }

    /// What a dive makes is remembered, however dear, for other plans may take days from it.
    fn dive(
        &mut self,
        generation: &Generation<'m>,
        plan: &Plan,
        freed: Option<&Freed>,
        effort: exact::Effort,
        stop: Stop<'_>,
    ) -> Option<(Cost, Plan)> {
        let made = dive(self.model, generation, plan, freed, &mut self.rng, effort, stop);
        self.remember(made.iter().map(|(_, plan)| plan.clone()));
        made
    }

    /// What a short search makes of a plan; that is remembered too.
    fn go_on_from(&mut self, plan: &Plan, temperature: f64, stop: Stop<'_>) -> (Cost, Plan) {
        let mut lane = Lane::new(self.rng.u64(..), Draft::of_plan(self.model, plan));
        lane.follow(Arc::clone(&self.guide));
        let slices = (STEPS_AFTER * self.model.problem().sessions_due()).div_ceil(SLICE);
        for slice in (0..slices).take_while(|_| !stop()) {
            lane.run(u64::from(SLICE), temperature * COOLED.powf(f64::from(slice) / f64::from(slices)));
        }
        let (cost, plan) = lane.best();
        self.made.push_back(plan.clone());
        forget_oldest(&mut self.made, MOST_MADE);
        (cost, plan.clone())
    }
}

/// So many the next time, after a solver came to its end: an eighth more, for where it does not, it has cost far more time.
fn more(taken: usize) -> usize {
    taken + taken.div_ceil(8)
}

fn forget_oldest(plans: &mut VecDeque<Plan>, most: usize) {
    let surplus = plans.len().saturating_sub(most);
    plans.drain(..surplus);
}

/// What a step does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Task {
    Blend,
    Exact,
    DiveOfSomeDays,
    DiveOfTheWeek,
}

impl Task {
    /// Dives of the whole week are blended at once; what is between is smaller.
    fn of_turn(turn: u64) -> Self {
        match turn % 6 {
            0 | 3 => Self::DiveOfTheWeek,
            1 | 4 => Self::Blend,
            2 => Self::DiveOfSomeDays,
            _ => Self::Exact,
        }
    }

    /// How hard to solve the integer master of a week with so many sessions due, with so much time left.
    fn effort(self, left: Option<Duration>, sessions: u32) -> exact::Effort {
        let longest = LONGEST_OF_SESSION * sessions;
        match left {
            Some(left) if self == Self::Blend => {
                exact::Effort { left: Some(left.min(longest)), nodes: NODES, ..EFFORT }
            }
            left => exact::Effort { left: left.map(|left| left.min(longest).min(LONGEST)), ..EFFORT },
        }
    }
}

/// Plans the freed days anew, over these days or all that are known; where sessions of the answer exclude each other, rows say
/// so from then on and the days are planned once more. Besides the better plan, says whether the solver came to its end.
fn recombine<'m>(
    model: &'m Model<'m>,
    generation: &mut Generation<'m>,
    plan: &Plan,
    freed: &Freed,
    days: Option<&[Column]>,
    effort: exact::Effort,
    stop: Stop<'_>,
) -> (Option<(Cost, Plan)>, bool) {
    let mut draft = Draft::of_plan(model, plan);
    let before = draft.cost();
    take_out(&mut draft, freed);
    for _ in 0..TRIES {
        let columns = match days {
            Some(days) => fitting(&draft, freed, days),
            None => cheapest(&draft, generation, freed, COLUMNS),
        };
        let (sessions, solved) = IntegerMaster::over(&draft, generation, columns).solve(effort, stop);
        let Some(sessions) = sessions else { return (None, solved) };
        let mut filled = draft.clone();
        put_in(&mut filled, &sessions);
        if filled.cost() < before {
            return (Some((filled.cost(), filled.plan())), solved);
        }
        let chosen = sessions.iter().map(|(id, index, _)| ((*id, *index), 1.0));
        if generation.exclude_among(&chosen.collect()) == 0 {
            return (None, solved);
        }
    }
    (None, true)
}

/// Takes out every session on a freed day, but for those of requests with sessions that are fixed.
fn take_out(draft: &mut Draft<'_>, freed: &Freed) {
    let free = |id: &DemandId| draft.model().demands()[id.index()].requirements.is_empty();
    let demands: Vec<DemandId> = (0..draft.model().demands().len()).map(DemandId::new).filter(free).collect();
    for id in demands {
        let is_freed = |draft: &Draft<'_>, at: usize| {
            let seat = &draft.seats(id)[at];
            let day = draft.placement(id, seat).day;
            match seat.workers.is_empty() {
                true => freed.has_day(day),
                false => seat.workers.iter().all(|&worker| freed.has(worker, day)),
            }
        };
        for at in (0..draft.seats(id).len()).rev() {
            if is_freed(draft, at) {
                draft.remove(id, at);
            }
        }
    }
}

/// Puts sessions in, venue by venue with rooms for all sessions of the day there; what does not fit goes where it costs
/// least.
pub(crate) fn put_in(draft: &mut Draft<'_>, sessions: &[Planned]) {
    let mut by_place: BTreeMap<(Day, Option<VenueId>), Vec<&Planned>> = BTreeMap::new();
    for planned in sessions {
        by_place.entry(place_of(draft.model(), planned.0, planned.1)).or_default().push(planned);
    }
    let mut free = Rooms::new(draft.model());
    for ((day, venue), planned) in by_place {
        if venue.is_none() || !put_in_with_others(draft, (day, venue), &planned, &mut free) {
            for (id, index, workers) in planned {
                insert_at(draft, *id, *index, workers);
            }
        }
    }
    draft.fill();
}

fn place_of(model: &Model<'_>, id: DemandId, index: usize) -> (Day, Option<VenueId>) {
    let demand = &model.demands()[id.index()];
    let placement = &demand.placements[index];
    (placement.day, demand.site_of(placement).site.venue())
}

/// Puts sessions in at a venue on a day where the others there may change rooms; says whether there are rooms for all.
fn put_in_with_others(
    draft: &mut Draft<'_>,
    (day, venue): (Day, Option<VenueId>),
    planned: &[&Planned],
    free: &mut Rooms,
) -> bool {
    let model = draft.model();
    let there = |id: DemandId, seat: &Seat| place_of(model, id, seat.placement) == (day, venue);
    let others: Vec<(DemandId, usize)> = {
        let there = draft.sessions().filter(|(id, _, seat)| there(*id, seat));
        there.map(|(id, at, _)| (id, at)).collect()
    };
    let placements = others.iter().map(|&(id, at)| (id, draft.seats(id)[at].placement));
    let all: Vec<(DemandId, usize)> = placements.chain(planned.iter().map(|(id, index, _)| (*id, *index))).collect();
    let Names::Found(rooms) = name_rooms(model, free, day, &all) else { return false };
    let removed: Vec<(DemandId, Seat)> = others.iter().rev().map(|&(id, at)| (id, draft.remove(id, at))).collect();
    for ((id, seat), &room) in removed.into_iter().rev().zip(&rooms) {
        draft.insert(id, Seat { room: Some(room), ..seat });
    }
    for ((id, index, workers), &room) in planned.iter().zip(&rooms[others.len()..]) {
        insert_in(draft, *id, *index, Some(room), workers);
    }
    true
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::bound::{Coupling, Generation, MILLI};
    use super::super::construct::construct;
    use super::{Draft, EFFORT, IntegerMaster, weeks_of};
    use crate::domain::testing::week;
    use crate::input::{Against, read_folder};
    use crate::model::Model;

    /// A worker who has several sessions of a request in a week is one worker of it.
    #[test]
    fn the_weeks_of_a_plan_make_no_dearer_plan() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/first-week");
        let problem = read_folder(&folder, week(), &Against::default()).expect("the example has no errors").problem;
        let model = Model::new(&problem);
        let draft = construct(&model, &|| false);
        let plan = draft.plan();
        let workers_of = |seats: &[super::Seat]| seats.iter().flat_map(|seat| seat.workers.clone()).collect::<Vec<_>>();
        let comes_again = |workers: &[_]| workers.windows(2).any(|pair: &[crate::domain::WorkerId]| pair[0] == pair[1]);
        assert!(plan.iter().any(|seats| comes_again(&workers_of(seats))), "somebody has two sessions of a request");
        let mut generation = Generation::new(&model);
        generation.learn(&plan);
        while !generation.is_converged() {
            generation.step(&|| false);
        }
        let weeks = generation.weeks().expect("a bound");
        let columns = weeks_of(&model, &weeks, &plan, 0);
        let nothing = Draft::new(&model);
        let master = IntegerMaster::over(&nothing, &weeks, columns.iter().collect());
        let answer = master.solve_to_value(EFFORT, &|| false).expect("the plan itself is an answer");
        assert!(answer.proven);
        assert_eq!(answer.sessions.len(), plan.iter().flatten().count());
        assert!(answer.value + weeks.constant() <= draft.cost().0 * MILLI);
    }
}

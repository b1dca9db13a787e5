//! Which sessions to take out: neighbourhoods made for family time.

use std::sync::Arc;

use fastrand::Rng;
use rustc_hash::FxHashSet;

use crate::domain::{Day, Minutes, VenueId};
use crate::model::{DemandId, Model};
use crate::solve::bound::Suggestion;
use crate::solve::draft::Draft;

/// A planned session: a demand has at most one on a day.
pub(super) type Target = (DemandId, Day);

/// Most sessions that one step takes out.
const MOST: usize = 14;

/// What the neighbourhoods need to know of the week.
#[derive(Clone, Debug)]
pub(super) struct Ruin {
    /// For each demand, those that share a person with it or whose people must be kept apart from its people.
    relatives: Arc<Vec<Vec<DemandId>>>,
}

impl Ruin {
    pub(super) fn new(model: &Model<'_>) -> Self {
        let mut of_person = vec![Vec::new(); model.problem().people().len()];
        for (index, demand) in model.demands().iter().enumerate() {
            for person in &demand.people {
                of_person[person.index()].push(DemandId::new(index));
            }
        }
        for pair in model.problem().keep_apart() {
            let (a, b) = (of_person[pair.person_a.index()].clone(), of_person[pair.person_b.index()].clone());
            of_person[pair.person_a.index()].extend(b);
            of_person[pair.person_b.index()].extend(a);
        }
        let relatives = |demand: &crate::model::Demand| {
            let all = demand.people.iter().flat_map(|person| of_person[person.index()].iter().copied());
            let mut all: Vec<DemandId> = all.collect();
            all.sort_unstable();
            all.dedup();
            all
        };
        Self { relatives: Arc::new(model.demands().iter().map(relatives).collect()) }
    }

    /// Sessions to take out, each once.
    pub(super) fn targets(&self, draft: &Draft<'_>, rng: &mut Rng) -> Vec<Target> {
        let Some(seed) = random_session(draft, rng) else { return Vec::new() };
        let mut targets = match rng.u8(..16) {
            0..4 => workers_days(draft, rng, seed),
            4..7 => venue_afternoon(draft, rng, seed),
            7..9 => self.family(draft, seed),
            9..12 => continuity(draft, rng, seed),
            12..14 => self.in_the_way(draft, rng).unwrap_or_else(|| workers_days(draft, rng, seed)),
            _ => scattered(draft, rng, seed),
        };
        let mut seen = FxHashSet::default();
        targets.retain(|target| seen.insert(*target));
        while targets.len() > MOST {
            targets.swap_remove(rng.usize(..targets.len()));
        }
        targets
    }

    /// What a suggested day needs out of the way: the worker's day, the sessions it plans elsewhere, their families' day and
    /// what else is at its sites around its times.
    pub(super) fn for_suggestion(&self, draft: &Draft<'_>, rng: &mut Rng, suggestion: &Suggestion) -> Vec<Target> {
        let day = suggestion.day;
        let mut targets: Vec<Target> = draft.demands_of_worker(suggestion.worker, day).map(|id| (id, day)).collect();
        for &(id, placement) in &suggestion.sessions {
            let demand = &draft.model().demands()[id.index()];
            let placement = &demand.placements[placement];
            let own: Vec<Target> = sessions_of(draft, id).collect();
            let same_day = own.iter().find(|target| target.1 == day).copied();
            targets.extend(same_day.or_else(|| if draft.left_out(id) == 0 { rng.choice(own) } else { None }));
            let family = self.relatives[id.index()].iter().flat_map(|&other| sessions_of(draft, other));
            targets.extend(family.filter(|target| target.1 == day));
            if let Some(venue) = demand.site_of(placement).site.venue().filter(|_| rng.bool()) {
                targets.extend(around(draft, (venue, day), placement.start, demand.minutes));
            }
        }
        let mut seen = FxHashSet::default();
        targets.retain(|target| seen.insert(*target));
        targets
    }

    /// All sessions of a family.
    fn family(&self, draft: &Draft<'_>, seed: Target) -> Vec<Target> {
        self.relatives[seed.0.index()].iter().flat_map(|&demand| sessions_of(draft, demand)).collect()
    }

    /// What stands in the way of a session that was left out: its family's day, the rooms and one suitable worker
    /// around one of its placements.
    fn in_the_way(&self, draft: &Draft<'_>, rng: &mut Rng) -> Option<Vec<Target>> {
        let has_places = |id: &DemandId| !draft.model().demands()[id.index()].placements.is_empty();
        let waiting: Vec<DemandId> = draft.with_left_out().iter().copied().filter(has_places).collect();
        let missing = |id: &&DemandId| missing_day(draft, **id).is_some();
        let id = *waiting.iter().find(missing).or_else(|| rng.choice(&waiting))?;
        let demand = &draft.model().demands()[id.index()];
        let placement = match missing_day(draft, id) {
            Some(day) => rng.choice(&demand.placements[demand.placements_on(day)]),
            None => rng.choice(&demand.placements),
        }?;
        let day = placement.day;
        let on_day = |target: &Target| target.1 == day;
        let family = self.relatives[id.index()].iter().flat_map(|&other| sessions_of(draft, other)).filter(on_day);
        let mut targets: Vec<Target> = family.collect();
        if let Some(venue) = demand.site_of(placement).site.venue() {
            targets.extend(around(draft, (venue, day), placement.start, Minutes(75)));
        }
        let required =
            demand.requirements_on(day, placement.start).flat_map(|required| required.workers.iter().copied());
        let workers = required.chain(rng.choice(&demand.candidates).map(|candidate| candidate.worker));
        targets.extend(workers.flat_map(|worker| draft.demands_of_worker(worker, day)).map(|other| (other, day)));
        Some(targets)
    }
}

/// A day on which a session of the demand must be and is not.
fn missing_day(draft: &Draft<'_>, id: DemandId) -> Option<Day> {
    let has_session = |day: Day| draft.seats(id).iter().any(|seat| draft.placement(id, seat).day == day);
    let requirements = draft.model().demands()[id.index()].requirements.iter();
    let mut days = requirements.filter(|required| required.must_be).map(|required| required.day);
    days.find(|&day| !has_session(day))
}

fn sessions_of<'d>(draft: &'d Draft<'_>, demand: DemandId) -> impl Iterator<Item = Target> + 'd {
    draft.seats(demand).iter().map(move |seat| (demand, draft.placement(demand, seat).day))
}

fn random_session(draft: &Draft<'_>, rng: &mut Rng) -> Option<Target> {
    let demands = draft.model().demands().len();
    for _ in 0..20 {
        let demand = DemandId::new(rng.usize(..demands.max(1)));
        if demands > 0 && !draft.seats(demand).is_empty() {
            let sessions: Vec<Target> = sessions_of(draft, demand).collect();
            return rng.choice(sessions);
        }
    }
    (0..demands).map(DemandId::new).find_map(|demand| sessions_of(draft, demand).next())
}

/// The days of the seed's worker and of one or two others who could do its work.
fn workers_days(draft: &Draft<'_>, rng: &mut Rng, seed: Target) -> Vec<Target> {
    let demand = &draft.model().demands()[seed.0.index()];
    let own = draft.seats(seed.0).iter().flat_map(|seat| seat.workers.iter().copied());
    let mut workers: Vec<_> = own.collect();
    for _ in 0..=rng.usize(..2) {
        workers.extend(rng.choice(&demand.candidates).map(|candidate| candidate.worker));
    }
    let mut days = vec![seed.1];
    if rng.bool() {
        days.push(Day::ALL[rng.usize(..Day::ALL.len())]);
    }
    let of_day =
        |day: Day| workers.iter().flat_map(move |&worker| draft.demands_of_worker(worker, day).map(move |d| (d, day)));
    let mut targets: Vec<Target> = days.into_iter().flat_map(of_day).collect();
    targets.push(seed);
    targets
}

/// Sessions at the seed's venue around its time; where it is at none, the days of workers.
fn venue_afternoon(draft: &Draft<'_>, rng: &mut Rng, seed: Target) -> Vec<Target> {
    let (id, day) = seed;
    let mut placements = draft.seats(id).iter().map(|seat| draft.placement(id, seat));
    let Some(placement) = placements.find(|placement| placement.day == day) else { return vec![seed] };
    let site = draft.model().demands()[id.index()].site_of(placement).site;
    let Some(venue) = site.venue() else { return workers_days(draft, rng, seed) };
    let mut targets = vec![seed];
    targets.extend(around(draft, (venue, day), placement.start, Minutes(45 * rng.i32(1..4))));
    targets
}

/// Sessions at a venue on a day that start within so many minutes.
fn around<'d>(
    draft: &'d Draft<'_>,
    (venue, day): (VenueId, Day),
    start: Minutes,
    within: Minutes,
) -> impl Iterator<Item = Target> + 'd {
    let is_near = move |id: &DemandId| {
        let mut placements = draft.seats(*id).iter().map(|seat| draft.placement(*id, seat));
        placements.any(|placement| placement.day == day && (placement.start - start).0.abs() <= within.0)
    };
    draft.demands_at_venue(venue, day).iter().copied().filter(is_near).map(move |id| (id, day))
}

/// All sessions of the seed's request, and the days of its cheapest worker on which they are.
fn continuity(draft: &Draft<'_>, rng: &mut Rng, seed: Target) -> Vec<Target> {
    let demand = &draft.model().demands()[seed.0.index()];
    let mut targets: Vec<Target> = sessions_of(draft, seed.0).collect();
    let known = demand.candidates.len().min(3);
    if known > 0 {
        let worker = demand.candidates[rng.usize(..known)].worker;
        let days: Vec<Day> = targets.iter().map(|target| target.1).collect();
        for day in days {
            targets.extend(draft.demands_of_worker(worker, day).map(|other| (other, day)));
        }
    }
    targets
}

/// Sessions here and there.
fn scattered(draft: &Draft<'_>, rng: &mut Rng, seed: Target) -> Vec<Target> {
    let mut targets = vec![seed];
    for _ in 0..rng.usize(1..7) {
        targets.extend(random_session(draft, rng));
    }
    targets
}

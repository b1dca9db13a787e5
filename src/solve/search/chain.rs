//! Ejection chains: a session that is left out goes in and throws out what is in its way, which goes in elsewhere, until
//! all have a place (Blöchliger, Zufferey, A graph coloring heuristic using partial solutions and a reactive tabu scheme,
//! Computers & Operations Research 35(3), 2008, 10.1016/j.cor.2006.05.014; the tenure here is random and not reactive).
//! What was thrown out may not go back to the same place at once, and sessions that were hard to place are thrown out last
//! (Nagata, Bräysy, A powerful route minimization heuristic for the vehicle routing problem with time windows, Operations
//! Research Letters 37(5), 2009, 10.1016/j.orl.2009.04.006).

use fastrand::Rng;
use rustc_hash::FxHashMap;

use crate::domain::{Cost, Day, RoomId, WorkerId};
use crate::model::DemandId;
use crate::solve::draft::{
    Draft, InTheWay, Seat, holds_in_the_way, insert_at, people_in_the_way, tasks_in_the_way, would_open,
};

/// Most placements of a demand that one step looks at, and most workers at each.
const PLACEMENTS: usize = 80;
const WORKERS: usize = 60;
/// A chain with more sessions waiting than this, beyond those at its start, is given up.
const MOST_MORE: usize = 8;

/// A place: a placement of a demand with its worker.
type Place = (DemandId, usize, Option<WorkerId>);

/// A move under trial.
#[derive(Clone, Debug)]
struct Move {
    placement: usize,
    worker: Option<WorkerId>,
    out: InTheWay,
    /// How hard it is to place again what goes out.
    penalty: u32,
}

/// What a chain did, to be undone in reverse order.
#[derive(Clone, Debug)]
enum Change {
    In(DemandId, Seat),
    Out(DemandId, Seat),
}

/// A chain under way.
pub(crate) struct Chain<'d, 'm> {
    draft: &'d mut Draft<'m>,
    rng: &'d mut Rng,
    /// For each demand, how often nothing but throwing others out gave it a place.
    penalties: &'d mut [u32],
    waiting: Vec<DemandId>,
    of_room: FxHashMap<RoomId, Vec<(DemandId, Day)>>,
    banned: FxHashMap<Place, usize>,
    /// Whether days may be worked that cost something to open.
    may_open: bool,
    changes: Vec<Change>,
}

impl<'d, 'm> Chain<'d, 'm> {
    pub(crate) fn new(draft: &'d mut Draft<'m>, rng: &'d mut Rng, penalties: &'d mut [u32], may_open: bool) -> Self {
        let mut of_room: FxHashMap<RoomId, Vec<(DemandId, Day)>> = FxHashMap::default();
        for id in (0..draft.model().demands().len()).map(DemandId::new) {
            for seat in draft.seats(id) {
                if let Some(room) = seat.room {
                    of_room.entry(room).or_default().push((id, draft.placement(id, seat).day));
                }
            }
        }
        let (waiting, banned, changes) = (Vec::new(), FxHashMap::default(), Vec::new());
        Self { draft, rng, penalties, waiting, of_room, banned, may_open, changes }
    }

    /// A session that is left out waits for a place.
    pub(crate) fn wait(&mut self, id: DemandId) {
        self.waiting.push(id);
    }

    /// Takes out the session of a demand on a day, which then waits for a place.
    pub(crate) fn take_out(&mut self, id: DemandId, day: Day) {
        let seats = self.draft.seats(id);
        let Some(at) = seats.iter().position(|seat| self.draft.placement(id, seat).day == day) else { return };
        let seat = self.draft.remove(id, at);
        if let Some(of_room) = seat.room.and_then(|room| self.of_room.get_mut(&room)) {
            of_room.retain(|&hold| hold != (id, day));
        }
        self.waiting.push(id);
        self.changes.push(Change::Out(id, seat));
    }

    /// Takes up to `steps` steps; says whether every session found a place.
    pub(crate) fn run(&mut self, steps: usize) -> bool {
        let most = self.waiting.len() + MOST_MORE;
        for step in 0..steps {
            if self.waiting.is_empty() || self.waiting.len() > most {
                break;
            }
            let next = self.rng.usize(..self.waiting.len());
            let id = self.waiting.swap_remove(next);
            if !self.step(id, step) {
                self.waiting.push(id);
            }
        }
        self.waiting.is_empty()
    }

    /// What the draft costs now.
    pub(crate) fn cost(&self) -> Cost {
        self.draft.cost()
    }

    /// Puts everything back as it was.
    pub(super) fn undo(&mut self) {
        for change in std::mem::take(&mut self.changes).into_iter().rev() {
            match change {
                Change::In(id, seat) => {
                    let at = self.draft.seats(id).iter().position(|planned| *planned == seat);
                    self.draft.remove(id, at.expect("what a chain planned is there until it is undone"));
                }
                Change::Out(id, seat) => self.draft.insert(id, seat),
            }
        }
    }

    /// Gives one session a place; says whether it has one.
    fn step(&mut self, id: DemandId, step: usize) -> bool {
        let Some(found) = self.least_move(id, step) else { return false };
        let day = self.draft.model().demands()[id.index()].placements[found.placement].day;
        self.penalties[id.index()] += u32::from(!found.out.is_empty());
        for &other in &found.out {
            self.ban(other, day, step);
            self.take_out(other, day);
        }
        let workers = found.worker.as_slice();
        if !insert_at(self.draft, id, found.placement, workers) {
            self.banned.insert((id, found.placement, found.worker), step + 50);
            return false;
        }
        if let Some(seat) = self.draft.seats(id).last().cloned() {
            if let Some(room) = seat.room {
                self.of_room.entry(room).or_default().push((id, day));
            }
            self.changes.push(Change::In(id, seat));
        }
        true
    }

    /// A session that is thrown out does not come back to its place for a while.
    fn ban(&mut self, id: DemandId, day: Day, step: usize) {
        let seats = self.draft.seats(id).iter();
        let place = seats.map(|seat| (seat.placement, seat.workers.first().copied()));
        let demand = &self.draft.model().demands()[id.index()];
        let until = step + 3 + self.waiting.len() + self.rng.usize(..10);
        let there = place.filter(|&(placement, _)| demand.placements[placement].day == day);
        self.banned.extend(there.map(|(placement, worker)| ((id, placement, worker), until)));
    }

    /// The place that throws out the fewest sessions; one of them by lot.
    fn least_move(&mut self, id: DemandId, step: usize) -> Option<Move> {
        let mut best: Option<Move> = None;
        let mut alike = 0_u32;
        let workers = self.workers(id);
        for placement in self.looks(id) {
            let people = people_in_the_way(self.draft, id, placement);
            let least = |best: &Option<Move>| best.as_ref().map_or(u32::MAX, |found| found.penalty);
            if self.penalty(&people) > least(&best) {
                continue;
            }
            let with_room = self.with_room(id, placement, &people);
            for &worker in &workers {
                let place = (id, placement, worker);
                if self.banned.get(&place).is_some_and(|&until| until > step) {
                    continue;
                }
                let may_go = |out: &InTheWay| out.iter().all(|&other| is_free(self.draft, other));
                let Some(out) = self.with_worker(place, &with_room).filter(may_go) else { continue };
                let penalty = self.penalty(&out);
                alike = if penalty < least(&best) { 1 } else { alike + u32::from(penalty == least(&best)) };
                if penalty < least(&best) || (penalty == least(&best) && self.rng.u32(..alike) == 0) {
                    best = Some(Move { placement, worker, out, penalty });
                }
            }
        }
        best
    }

    fn penalty(&self, out: &InTheWay) -> u32 {
        out.iter().map(|id| self.penalties[id.index()]).sum()
    }

    /// The placements to look at: on days without a session of the demand.
    fn looks(&mut self, id: DemandId) -> Vec<usize> {
        let demand = &self.draft.model().demands()[id.index()];
        let taken = |day: Day| self.draft.seats(id).iter().any(|seat| demand.placements[seat.placement].day == day);
        let days = Day::ALL.into_iter().filter(|&day| !taken(day));
        let mut looks: Vec<usize> = days.flat_map(|day| demand.placements_on(day)).collect();
        keep_some(self.rng, &mut looks, PLACEMENTS);
        looks
    }

    /// Who may supervise: nobody where nobody is needed, and some of very many.
    fn workers(&mut self, id: DemandId) -> Vec<Option<WorkerId>> {
        let demand = &self.draft.model().demands()[id.index()];
        if demand.workers == 0 {
            return vec![None];
        }
        let mut workers: Vec<_> = demand.candidates.iter().map(|candidate| Some(candidate.worker)).collect();
        keep_some(self.rng, &mut workers, WORKERS);
        workers
    }

    /// What is in the way together with what is in the best room.
    fn with_room(&mut self, id: DemandId, placement: usize, people: &InTheWay) -> InTheWay {
        let demand = &self.draft.model().demands()[id.index()];
        let site = demand.site_of(&demand.placements[placement]);
        let mut best: Option<(u32, InTheWay)> = None;
        let mut alike = 0_u32;
        for &room in &site.rooms {
            let of_room = self.of_room.get(&room).map_or(&[][..], Vec::as_slice);
            let out = united(people, &holds_in_the_way(self.draft, (id, placement), room, of_room));
            let (penalty, least) = (self.penalty(&out), best.as_ref().map_or(u32::MAX, |(least, _)| *least));
            alike = if penalty < least { 1 } else { alike + u32::from(penalty == least) };
            if penalty < least || (penalty == least && self.rng.u32(..alike) == 0) {
                best = Some((penalty, out));
            }
        }
        best.map_or_else(|| people.clone(), |(_, out)| out)
    }

    fn with_worker(&self, (id, placement, worker): Place, others: &InTheWay) -> Option<InTheWay> {
        let Some(worker) = worker else { return Some(others.clone()) };
        let day = self.draft.model().demands()[id.index()].placements[placement].day;
        if !self.may_open && would_open(self.draft, worker, day) {
            return None;
        }
        Some(united(others, &tasks_in_the_way(self.draft, id, placement, worker)?))
    }
}

/// Whether chains may move the sessions of a demand: nothing of it is fixed, and each has one worker at the most.
pub(super) fn is_free(draft: &Draft<'_>, id: DemandId) -> bool {
    let demand = &draft.model().demands()[id.index()];
    demand.workers <= 1 && demand.requirements.is_empty()
}

/// Keeps so many by lot, where there are more.
fn keep_some<T>(rng: &mut Rng, all: &mut Vec<T>, most: usize) {
    if all.len() > most {
        rng.shuffle(all);
        all.truncate(most);
    }
}

fn united(a: &InTheWay, b: &InTheWay) -> InTheWay {
    let mut all = a.clone();
    all.extend(b.iter().copied().filter(|other| !a.contains(other)));
    all
}

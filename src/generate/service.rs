//! An invented service as a whole, made step by step: what each step draws rests on the steps before it.

use super::Recipe;
use super::days::Days;
use super::demand::{self, Demand};
use super::duties::{self, Duty};
use super::history::{self, PastSession};
use super::random::{Chance, Subject};
use super::rooms::{self, Room};
use super::this_week::{self, Absence};
use super::usual::{self, Slot, Supply};
use super::venues::{self, Venue};
use super::workers::{self, Worker};
use super::{bookings, wishes};
use crate::domain::{Mode, Week};

/// An invented service and its week.
#[derive(Debug)]
pub(super) struct Service {
    /// The planning week.
    pub(super) week: Week,
    /// The venues.
    pub(super) venues: Vec<Venue>,
    /// The rooms.
    pub(super) rooms: Vec<Room>,
    /// The workers.
    pub(super) workers: Vec<Worker>,
    /// Families and requests.
    pub(super) demand: Demand,
    /// Fixed work.
    pub(super) duties: Vec<Duty>,
    /// Who and what is away.
    pub(super) absences: Vec<Absence>,
    /// Sessions that are agreed already.
    pub(super) promises: Vec<Promise>,
    /// The weeks before.
    pub(super) history: Vec<PastSession>,
}

/// A session of a request that is agreed already.
#[derive(Debug)]
pub(super) struct Promise {
    /// The position of the request.
    pub(super) request: usize,
    /// When, where and with whom.
    pub(super) slot: Slot,
}

impl Service {
    /// Invents one.
    pub(super) fn invent(recipe: &Recipe) -> Self {
        let chance = |subject| Chance::new(recipe.seed, subject);
        let (week, knobs) = (recipe.week, &recipe.knobs);
        let venues = venues::draw(recipe.size, &mut chance(Subject::Venues));
        let mut demand = demand::draw(recipe, &venues, &mut chance(Subject::Demand));
        let rooms = rooms::provide(&venues, &demand, knobs.tightness);
        rooms::drop_what_nobody_has(&mut demand, &venues, &rooms);
        let workers = workers::employ(&venues, &demand, knobs.tightness, &mut chance(Subject::Workers));
        let supply = Supply { venues: &venues, rooms: &rooms, workers: &workers };

        let mut days = Days::new(&venues, &workers);
        let mut duties = duties::drop_ins(supply, &mut days);
        let mut slots = usual::plan(supply, &demand, (&duties, &mut days), &mut chance(Subject::UsualWeek));
        let mut this = chance(Subject::ThisWeek);
        bookings::draw(&mut demand, &mut slots, week, &mut this);
        wishes::exclude_workers(&mut demand, &slots, supply, &mut this);
        let past = (week, knobs.history_weeks);
        let history = history::draw(past, supply, &demand, &slots, &mut chance(Subject::History));

        let has_duty = |worker| duties.iter().any(|duty| duty.worker == worker);
        let different = this_week::draw(week, supply, (&demand, &slots), has_duty, &mut this);
        let count = recipe.size.sessions() / duties::SESSIONS_PER_REVIEW;
        let is_away = |worker, day| different.is_away(worker, day);
        duties.extend(duties::reviews(supply, count, is_away, &mut days, &mut this));
        let promises = different.promises(week, supply, (&demand, &slots), &mut this);
        let promises = promises.into_iter().map(|(request, slot)| Promise { request, slot: slot.clone() }).collect();
        Self { week, venues, rooms, workers, demand, duties, absences: different.absences, promises, history }
    }

    /// Where a session of a request is, as the files write it.
    pub(super) fn site(&self, request: usize, venue: Option<usize>) -> String {
        match (venue, self.demand.requests[request].mode) {
            (Some(venue), _) => self.venues[venue].id.clone(),
            (None, Mode::Virtual) => "virtual".to_owned(),
            (None, Mode::Venue | Mode::Community) => "community".to_owned(),
        }
    }
}

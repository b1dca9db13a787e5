//! Why a published session did not stay as it was, and by when those concerned must hear of it.

use super::Unplaced;
use super::change::Change;
use crate::domain::{
    Absentee, FixedSession, Interval, Minutes, PersonId, Problem, PublishedSession, Reason, Reference, Session,
    WorkerId,
};
use crate::rules::hard::frozen::{room_is_there, site_is_there, worker_is_there};

/// Something that stands against a published session, or for a new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// The venue is away then, or left the service.
    Venue,
    /// The room is away then, or left the service.
    Room,
    /// A worker is away then.
    Worker(WorkerId),
    /// A worker left the service.
    WorkerGone,
    /// Somebody of the family cannot come then.
    Person(PersonId),
    /// The request is called off, suspended or no longer due then.
    Request,
    /// It is fixed in another way.
    Fixed,
    /// It is planned and was not before.
    New,
    /// It stays out, for this reason.
    Unplaced(Reason),
    /// It made room for other changes, or is better so.
    Others,
}

impl Cause {
    /// The sentence for the service itself, with ids.
    #[must_use]
    pub fn sentence(self, problem: &Problem) -> String {
        match self {
            Self::Worker(worker) => format!("{} is away", problem[worker].code),
            Self::WorkerGone => "a worker left the service".to_owned(),
            Self::Person(person) => format!("{} cannot come", problem[person].code),
            Self::Request => "it is called off, suspended or not due then".to_owned(),
            Self::Fixed => "it is fixed in another way".to_owned(),
            Self::Unplaced(reason) => reason.sentence().to_owned(),
            Self::Venue | Self::Room | Self::New | Self::Others => self.for_all().to_owned(),
        }
    }

    /// What everybody concerned may read: nothing of who is away and why.
    #[must_use]
    pub fn for_all(self) -> &'static str {
        match self {
            Self::Venue => "the venue cannot be used then",
            Self::Room => "the room cannot be used then",
            Self::Worker(_) | Self::WorkerGone => "a worker is not available then",
            Self::New => "it could be arranged now",
            Self::Unplaced(_) => "it can no longer be arranged this week",
            Self::Person(_) | Self::Request | Self::Fixed | Self::Others => "other arrangements of the week changed",
        }
    }
}

/// Why a session changed: all that stands against what was published; where nothing does, that it gave way to others.
#[must_use]
pub fn causes(problem: &Problem, unplaced: &[Unplaced], change: &Change<'_>) -> Vec<Cause> {
    let Some(told) = change.before else { return vec![Cause::New] };
    let mut causes = against(problem, told);
    if change.now.is_none() {
        let of_request = unplaced.iter().find(|unplaced| unplaced.request == change.request);
        causes.extend(of_request.map(|unplaced| Cause::Unplaced(unplaced.reason)));
    }
    if causes.is_empty() {
        causes.push(Cause::Others);
    }
    causes
}

/// What stands against a published session by itself.
fn against(problem: &Problem, told: &PublishedSession) -> Vec<Cause> {
    let time = Interval::new(told.start, told.start + problem[told.request].minutes);
    let is_there = |what| problem.is_available(what, told.day, time);
    let mut causes = Vec::new();
    let mut note = |stands: bool, cause| causes.extend(stands.then_some(cause));
    let venue = !site_is_there(problem, told);
    note(venue, Cause::Venue);
    note(!venue && !room_is_there(problem, told), Cause::Room);
    for worker in &told.workers {
        match *worker {
            Reference::Gone => note(true, Cause::WorkerGone),
            Reference::Here(worker) => note(!worker_is_there(problem, told, worker), Cause::Worker(worker)),
        }
    }
    for person in problem[told.request].people() {
        note(!is_there(Absentee::Person(person)), Cause::Person(person));
    }
    let bookable = problem.due(told.request) > 0 && problem.is_bookable(told.request, told.day);
    note(!bookable || !is_there(Absentee::Request(told.request)), Cause::Request);
    let fixed = problem.fixed().iter().filter(|row| row.request == told.request);
    note(fixed.clone().count() > 0 && !fixed.clone().any(|row| meets(row, told)), Cause::Fixed);
    causes
}

fn meets(row: &FixedSession, told: &PublishedSession) -> bool {
    row.day == told.day
        && row.start.is_none_or(|start| start == told.start)
        && row.site.is_none_or(|site| told.site == Reference::Here(site))
        && row.room.is_none_or(|room| told.room == Some(Reference::Here(room)))
        && row.workers.iter().all(|&worker| told.workers.contains(&Reference::Here(worker)))
}

/// When those concerned must have heard of a change: `notice_hours` before the earlier of what was and what is, in minutes of
/// the planning week.
#[must_use]
pub fn tell_by(problem: &Problem, change: &Change<'_>) -> Minutes {
    let told = change.before.map(|told| told.day.midnight() + told.start);
    let now = change.now.map(|now: &Session| now.day.midnight() + now.start);
    let hours = i32::try_from(problem.policy().notice_hours).unwrap_or(i32::MAX / 120);
    let first = told.into_iter().chain(now).min().unwrap_or_default();
    first - Minutes(60) * hours
}

#[cfg(test)]
mod tests {
    use super::{Cause, causes, tell_by};
    use crate::domain::{
        Absence, Absentee, Interval, Minutes, PersonId, RequestId, RoomId, Rota, Session, VenueId, WorkerId,
    };
    use crate::rota::changes;
    use crate::rules::testing::{Fixture, MON, TUE, clock, published, session};
    use crate::rules::week::RotaWeek;

    /// The causes of the one change when a session of Monday at ten becomes `now` while `away` is away all day.
    fn found(away: Option<Absentee>, now: &[Session]) -> Vec<Cause> {
        let told = session(1, MON, "10:00");
        let fixture = Fixture::with(|f| {
            f.situation.published = Some(vec![published(&told)]);
            let time = Interval::new(Minutes::ZERO, Minutes::DAY);
            f.service.absences.extend(away.map(|of| Absence { of, time }));
        });
        let (problem, rota) = (fixture.problem(), Rota { sessions: now.to_vec() });
        let week = RotaWeek::new(&problem, &rota);
        causes(&problem, &[], &changes(&week)[0])
    }

    #[test]
    fn what_fell_away_is_named() {
        let moved = [session(1, TUE, "10:00")];
        assert_eq!(found(None, &moved), [Cause::Others]);
        let worker = WorkerId::new(0);
        assert_eq!(found(Some(Absentee::Worker(worker)), &moved), [Cause::Worker(worker)]);
        assert_eq!(found(Some(Absentee::Worker(WorkerId::new(2))), &moved), [Cause::Others], "it was not this one's");
        let child = PersonId::new(0);
        assert_eq!(found(Some(Absentee::Person(child)), &[]), [Cause::Person(child)]);
        assert_eq!(found(Some(Absentee::Room(RoomId::new(0))), &moved), [Cause::Room]);
        assert_eq!(found(Some(Absentee::Venue(VenueId::new(0))), &moved), [Cause::Venue]);
        assert_eq!(found(Some(Absentee::Request(RequestId::new(0))), &moved), [Cause::Request]);
    }

    #[test]
    fn families_are_told_a_day_before_the_earlier_of_both() {
        let (monday, tuesday) = (session(1, MON, "10:00"), session(1, TUE, "09:00"));
        for (told, now) in [(&monday, &tuesday), (&tuesday, &monday)] {
            let problem = Fixture::with(|f| f.situation.published = Some(vec![published(told)])).problem();
            let rota = Rota { sessions: vec![now.clone()] };
            let week = RotaWeek::new(&problem, &rota);
            assert_eq!(tell_by(&problem, &changes(&week)[0]), clock("10:00") - Minutes::DAY);
        }
    }

    #[test]
    fn nobody_else_learns_who_is_away() {
        let problem = Fixture::new().problem();
        let person = Cause::Person(PersonId::new(0));
        assert_eq!(person.sentence(&problem), "C1 cannot come");
        assert!(!person.for_all().contains("C1") && !Cause::Worker(WorkerId::new(0)).for_all().contains("W1"));
    }
}

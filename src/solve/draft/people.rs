//! Who is where when, in a draft: the rules and costs that couple the sessions of people.

use crate::domain::{ChildLimits, Cost, Day, Interval, Means, Minutes, PersonId};
use crate::model::{Demand, DemandId, Model, SpotId};

/// A person's part in a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Attendance {
    pub(crate) demand: DemandId,
    time: Interval,
    /// Where people meet; nowhere for a virtual session.
    spot: Option<SpotId>,
    /// Whether that is at a venue.
    at_venue: bool,
}

impl Attendance {
    /// The part that everybody of the demand has in a session.
    pub(crate) fn new(demand: DemandId, time: Interval, site: &crate::model::SiteOption) -> Self {
        Self { demand, time, spot: site.meeting_spot, at_venue: site.site.venue().is_some() }
    }
}

/// What does not change about a person.
#[derive(Clone, Debug)]
struct Facts {
    means: Means,
    limits: Option<ChildLimits>,
    keep_apart: Vec<(PersonId, Minutes)>,
}

/// The weeks of all people.
#[derive(Clone, Debug)]
pub(crate) struct People {
    facts: std::sync::Arc<Vec<Facts>>,
    days: Vec<[Vec<Attendance>; 7]>,
}

impl People {
    /// Everybody at home.
    pub(crate) fn new(model: &Model<'_>) -> Self {
        let problem = model.problem();
        let facts = |person: PersonId| Facts {
            means: problem[person].means(),
            limits: problem.child_limits(person),
            keep_apart: Vec::new(),
        };
        let mut facts: Vec<Facts> = problem.people().map(facts).collect();
        for pair in problem.keep_apart() {
            facts[pair.person_a.index()].keep_apart.push((pair.person_b, pair.minutes));
            facts[pair.person_b.index()].keep_apart.push((pair.person_a, pair.minutes));
        }
        let days = problem.people().map(|_| std::array::from_fn(|_| Vec::new())).collect();
        Self { facts: std::sync::Arc::new(facts), days }
    }

    /// The sessions of a person on a day.
    pub(crate) fn day(&self, person: PersonId, day: Day) -> &[Attendance] {
        &self.days[person.index()][day.index()]
    }

    /// What one more session of the demand on that day costs in spacing; `None` if a child's level forbids it.
    pub(crate) fn day_delta(&self, model: &Model<'_>, demand: &Demand, day: Day) -> Option<Cost> {
        let mut delta = Cost::ZERO;
        for &person in &demand.people {
            let Some(limits) = self.facts[person.index()].limits else { continue };
            let days = &self.days[person.index()];
            let that_day = &days[day.index()];
            let minutes: Minutes = that_day.iter().map(|other| other.time.length()).sum();
            if minutes + demand.minutes > limits.minutes_a_day {
                return None;
            }
            if that_day.is_empty() {
                let dates = days.iter().filter(|sessions| !sessions.is_empty()).count();
                if dates >= limits.dates as usize {
                    return None;
                }
                if limits.spaced {
                    delta += model.problem().weights().adjacent_days * neighbours(days, day);
                }
            }
        }
        Some(delta)
    }

    /// Whether nobody of the demand has another session that day, nor anybody to be kept apart from.
    pub(crate) fn is_free_day(&self, demand: &Demand, day: Day) -> bool {
        demand.people.iter().all(|person| {
            let others = &self.facts[person.index()].keep_apart;
            self.day(*person, day).is_empty() && others.iter().all(|&(other, _)| self.day(other, day).is_empty())
        })
    }

    /// Whether everybody of the demand can take part: nobody in two places, nobody too near to whom they must not meet.
    pub(crate) fn can_attend(&self, model: &Model<'_>, demand: &Demand, day: Day, part: &Attendance) -> bool {
        demand.people.iter().all(|&person| {
            let facts = &self.facts[person.index()];
            let sessions = self.day(person, day);
            sessions.iter().all(|other| are_apart(model, part, other, facts.means))
                && facts.keep_apart.iter().all(|&(other, minutes)| self.is_kept_apart(part, other, day, minutes))
        })
    }

    /// Whether the demands share a person, or have people who must be kept apart.
    pub(crate) fn are_related(&self, a: &Demand, b: &Demand) -> bool {
        a.people.iter().any(|person| {
            let kept = &self.facts[person.index()].keep_apart;
            b.people.contains(person) || kept.iter().any(|(other, _)| b.people.contains(other))
        })
    }

    /// Whether sessions of two demands on one day, with these parts, exclude each other.
    pub(crate) fn exclude(
        &self,
        model: &Model<'_>,
        (a, part): (&Demand, &Attendance),
        (b, other): (&Demand, &Attendance),
    ) -> bool {
        a.people.iter().any(|person| {
            let facts = &self.facts[person.index()];
            let in_both = b.people.contains(person) && !are_apart(model, part, other, facts.means);
            let apart = facts.keep_apart.iter().filter(|(must_not, _)| b.people.contains(must_not));
            in_both || apart.clone().any(|&(_, minutes)| are_too_near(part, other, minutes))
        })
    }

    /// Calls `visit` with every demand whose session that day keeps somebody from taking part.
    pub(crate) fn visit_clashes(
        &self,
        model: &Model<'_>,
        demand: &Demand,
        day: Day,
        part: &Attendance,
        mut visit: impl FnMut(DemandId),
    ) {
        for &person in &demand.people {
            let facts = &self.facts[person.index()];
            let sessions = self.day(person, day).iter();
            sessions.filter(|other| !are_apart(model, part, other, facts.means)).for_each(|other| visit(other.demand));
            for &(other, minutes) in &facts.keep_apart {
                let theirs = self.day(other, day).iter();
                theirs.filter(|theirs| are_too_near(part, theirs, minutes)).for_each(|theirs| visit(theirs.demand));
            }
        }
    }

    fn is_kept_apart(&self, part: &Attendance, other: PersonId, day: Day, minutes: Minutes) -> bool {
        !self.day(other, day).iter().any(|theirs| are_too_near(part, theirs, minutes))
    }

    /// Puts everybody of the demand into a session.
    pub(crate) fn add(&mut self, demand: &Demand, day: Day, part: Attendance) {
        for person in &demand.people {
            self.days[person.index()][day.index()].push(part);
        }
    }

    /// Takes everybody out of the session of the demand on that day.
    pub(crate) fn remove(&mut self, demand: &Demand, id: DemandId, day: Day) {
        for person in &demand.people {
            self.days[person.index()][day.index()].retain(|part| part.demand != id);
        }
    }
}

/// How many of the days next to `day` have a session.
fn neighbours(days: &[Vec<Attendance>; 7], day: Day) -> i64 {
    let has = |index: Option<usize>| index.and_then(|i| days.get(i)).is_some_and(|sessions| !sessions.is_empty());
    i64::from(has(day.index().checked_sub(1))) + i64::from(has(Some(day.index() + 1)))
}

/// Whether somebody who travels by `means` can be in both sessions.
fn are_apart(model: &Model<'_>, a: &Attendance, b: &Attendance, means: Means) -> bool {
    let (first, second) = if a.time.from <= b.time.from { (a, b) } else { (b, a) };
    let journey = match (first.spot, second.spot) {
        (Some(from), Some(to)) => model.spots().travel(from, to, means),
        _ => Minutes::ZERO,
    };
    first.time.to + journey <= second.time.from
}

/// Whether two sessions at one venue are less than `minutes` apart.
fn are_too_near(a: &Attendance, b: &Attendance, minutes: Minutes) -> bool {
    a.at_venue && b.at_venue && a.spot == b.spot && gap(a.time, b.time) < minutes
}

/// Minutes from the end of the earlier to the start of the later, negative if they overlap.
fn gap(a: Interval, b: Interval) -> Minutes {
    if a.from <= b.from { b.from - a.to } else { a.from - b.to }
}

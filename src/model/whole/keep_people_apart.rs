//! H7 and H9: nobody is in two sessions at once, everybody has time for the way between two sessions, and people who must
//! not meet have time between theirs at one venue.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use crate::domain::{Day, Interval, Minutes, PersonId};
use crate::model::{DemandId, Model};

use super::choices::{Choice, Choices};
use super::cliques::cliques;
use super::labels;
use super::limit_children::demands_of;
use super::program::{ColumnId, Program, sum};

/// The rows of people.
pub(super) fn keep_people_apart(program: &mut Program, model: &Model<'_>, choices: &Choices) {
    be_in_one_place(program, model, choices);
    for relation in relations(model) {
        for day in Day::ALL {
            separate(program, model, choices, &relation, day);
        }
    }
}

/// For each person of several demands and each time: `Σ x ≤ 1` over the sessions with that person then. People with the
/// same demands are told once.
fn be_in_one_place(program: &mut Program, model: &Model<'_>, choices: &Choices) {
    let mut told = FxHashSet::default();
    for person in model.problem().people() {
        let demands = demands_of(model, person);
        if demands.len() < 2 || !told.insert(demands.clone()) {
            continue;
        }
        for day in Day::ALL {
            let those = demands.iter().flat_map(|&id| choices.on(id, day));
            let times: Vec<(Interval, ColumnId)> = those.map(|choice| (choice.time, choice.column)).collect();
            for (time, present) in cliques(times) {
                let name = format!("present[{} {} {}]", model.problem()[person].code, day.word(), time.clock());
                program.at_most(name, sum(present), 1);
            }
        }
    }
}

/// Two demands of which sessions on one date must be some time apart.
struct Relation {
    demands: [DemandId; 2],
    shared: Vec<PersonId>,
    apart: Option<Minutes>,
}

fn relations(model: &Model<'_>) -> Vec<Relation> {
    let mut found: BTreeMap<[DemandId; 2], Relation> = BTreeMap::new();
    let mut relate = |one: DemandId, other: DemandId, add: &dyn Fn(&mut Relation)| {
        let demands = [one.min(other), one.max(other)];
        let none = || Relation { demands, shared: Vec::new(), apart: None };
        if one != other {
            add(found.entry(demands).or_insert_with(none));
        }
    };
    for person in model.problem().people() {
        let own = demands_of(model, person);
        for (position, &one) in own.iter().enumerate() {
            own[position + 1..].iter().for_each(|&other| relate(one, other, &|relation| relation.shared.push(person)));
        }
    }
    for pair in model.problem().keep_apart() {
        for one in demands_of(model, pair.person_a) {
            for other in demands_of(model, pair.person_b) {
                relate(one, other, &|relation| relation.apart = relation.apart.max(Some(pair.minutes)));
            }
        }
    }
    found.into_values().collect()
}

/// Where a session is, as far as this file goes: every two choices of one demand with the same place are alike.
type Choosable<'c> = BTreeMap<(crate::domain::Site, Option<crate::model::SpotId>), Vec<&'c Choice>>;

/// For each choice of one demand in turn, grouped where they lie close: `Σ x` of that group + `Σ x` of the choices of the
/// other demand that are too near to all of it `≤ 1`. At most one choice of a demand is taken on a date, so the rows are
/// valid; every pair that is too near stands in one of them.
fn separate(program: &mut Program, model: &Model<'_>, choices: &Choices, relation: &Relation, day: Day) {
    let [first, second] = relation.demands.map(|id| by_place(choices.on(id, day)));
    if !needs_rows(model, relation, &first, &second) {
        return;
    }
    let names = relation.demands.map(|id| labels::request(model, &model.demands()[id.index()]));
    for (own, other, name) in [(&first, &second, names), (&second, &first, [names[1], names[0]])] {
        for here in own.values() {
            let mut last = FxHashSet::default();
            for &latest in here {
                let terms = too_near(model, relation, here, other, latest.start);
                if terms.len() > 1 && last.insert(terms.clone()) {
                    let label = &program.columns()[latest.column.index()].name;
                    let label = format!("apart[{} {label}]", name[1]);
                    program.at_most(label, sum(terms), 1);
                }
            }
        }
    }
}

fn by_place(choices: &[Choice]) -> Choosable<'_> {
    let mut places = Choosable::new();
    for choice in choices {
        places.entry((choice.site, choice.meeting_spot)).or_default().push(choice);
    }
    places
}

/// Whether some two places ask for more than that nobody is in both sessions at once.
fn needs_rows(model: &Model<'_>, relation: &Relation, first: &Choosable<'_>, second: &Choosable<'_>) -> bool {
    let far = |a: &Choice, b: &Choice| {
        let gap = gap(model, relation, a, b);
        gap.is_some_and(|gap| gap > Minutes::ZERO || relation.shared.is_empty())
    };
    first.values().any(|here| second.values().any(|there| far(here[0], there[0]) || far(there[0], here[0])))
}

/// Choices `here` that end their reach no sooner than at `time`, with all choices of the other demand that are too near to
/// each of them: both have begun at `time`, and neither leaves enough time after itself before it.
fn too_near(
    model: &Model<'_>,
    relation: &Relation,
    here: &[&Choice],
    other: &Choosable<'_>,
    time: Minutes,
) -> Vec<ColumnId> {
    let mut least: Option<Minutes> = None;
    let mut terms = Vec::new();
    for there in other.values() {
        let (Some(after_here), Some(after_there)) =
            (gap(model, relation, here[0], there[0]), gap(model, relation, there[0], here[0]))
        else {
            continue;
        };
        least = Some(least.map_or(after_here, |least| least.min(after_here)));
        let near = there.iter().filter(|choice| choice.start <= time && time < choice.time.to + after_there);
        terms.extend(near.map(|choice| choice.column));
    }
    let Some(least) = least.filter(|_| !terms.is_empty()) else { return Vec::new() };
    let near = here.iter().filter(|choice| choice.start <= time && time < choice.time.to + least);
    terms.extend(near.map(|choice| choice.column));
    terms.sort_unstable();
    terms
}

/// The time that must lie between the end of one session and the start of a later one; `None` if they may even overlap.
fn gap(model: &Model<'_>, relation: &Relation, earlier: &Choice, later: &Choice) -> Option<Minutes> {
    let journey = |&person: &PersonId| match (earlier.meeting_spot, later.meeting_spot) {
        (Some(from), Some(to)) => model.spots().travel(from, to, model.problem()[person].means()),
        _ => Minutes::ZERO,
    };
    let journeys = relation.shared.iter().map(journey).max();
    let same_venue = earlier.site == later.site && earlier.site.venue().is_some();
    journeys.max(relation.apart.filter(|_| same_venue))
}

//! H8 and spacing: a child's minutes on a date, dates in the week, and sessions on adjacent dates.

use crate::domain::{ChildLimits, Cost, Day, PersonId};
use crate::model::{DemandId, Model};

use super::choices::Choices;
use super::labels;
use super::program::{ColumnId, Program, sum};

/// For each child of several sessions: `Σ minutes · x ≤ day limit` on each date; `date ≥ Σ x` of each request and
/// date, `Σ date ≤ dates`; `adjacent ≥ date + next date − 1`.
pub(super) fn limit_children(program: &mut Program, model: &Model<'_>, choices: &Choices) {
    let problem = model.problem();
    for person in problem.people() {
        let Some(limits) = problem.child_limits(person) else { continue };
        let demands = demands_of(model, person);
        limit_minutes(program, model, choices, person, limits, &demands);
        let due: u32 = demands.iter().map(|id| model.demands()[id.index()].due).sum();
        let counts = due > limits.dates;
        let spaced = limits.spaced && due > 1 && problem.weights().adjacent_days > Cost::ZERO;
        if counts || spaced {
            let dates = count_dates(program, model, choices, person, &demands);
            program.at_most(format!("dates[{}]", problem[person].code), sum(dates), i64::from(limits.dates));
            if spaced {
                space_dates(program, model, person, dates);
            }
        }
    }
}

/// The demands that a person takes part in.
pub(super) fn demands_of(model: &Model<'_>, person: PersonId) -> Vec<DemandId> {
    let demands = model.demands().iter().enumerate();
    demands.filter(|(_, demand)| demand.people.contains(&person)).map(|(index, _)| DemandId::new(index)).collect()
}

fn limit_minutes(
    program: &mut Program,
    model: &Model<'_>,
    choices: &Choices,
    child: PersonId,
    limits: ChildLimits,
    demands: &[DemandId],
) {
    let minutes = |id: &DemandId| model.demands()[id.index()].minutes.0;
    if demands.iter().map(minutes).sum::<i32>() <= limits.minutes_a_day.0 {
        return;
    }
    for day in Day::ALL {
        let of_demand = |id| choices.on(id, day).iter().map(move |choice| (choice.column, i64::from(minutes(&id))));
        let terms = demands.iter().copied().flat_map(of_demand).collect();
        let name = format!("minutes[{} {}]", model.problem()[child].code, day.word());
        program.at_most(name, terms, i64::from(limits.minutes_a_day.0));
    }
}

fn count_dates(
    program: &mut Program,
    model: &Model<'_>,
    choices: &Choices,
    child: PersonId,
    demands: &[DemandId],
) -> [ColumnId; 7] {
    Day::ALL.map(|day| {
        let name = format!("{} {}", model.problem()[child].code, day.word());
        let date = program.number(format!("date[{name}]"), 1, Cost::ZERO);
        for &id in demands {
            let mut terms = sum(choices.on(id, day).iter().map(|choice| choice.column));
            if !terms.is_empty() {
                terms.push((date, -1));
                let request = labels::request(model, &model.demands()[id.index()]);
                program.at_most(format!("on[{name} {request}]"), terms, 0);
            }
        }
        date
    })
}

fn space_dates(program: &mut Program, model: &Model<'_>, child: PersonId, dates: [ColumnId; 7]) {
    for (day, pair) in Day::ALL.into_iter().zip(dates.windows(2)) {
        let name = format!("{} {}", model.problem()[child].code, day.word());
        let weight = model.problem().weights().adjacent_days;
        let adjacent = program.number(format!("adjacent[{name}]"), 1, weight);
        program.at_least(format!("space[{name}]"), vec![(adjacent, 1), (pair[0], -1), (pair[1], -1)], -1);
    }
}

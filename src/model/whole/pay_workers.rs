//! H12 and what work costs: paid minutes of the week, strain, overtime, agency minutes and days.

use crate::domain::{Cost, Minutes, Worker, WorkerId};
use crate::model::Model;

use super::labels;
use super::program::{ColumnId, Program};
use super::route_workers::Stretch;

/// `paid = Σ tasks + recording + travel`, not more than contract and overtime; pieces of it that cost; dates of agency
/// workers.
pub(super) fn pay_workers(program: &mut Program, model: &Model<'_>, stretches: &[Stretch]) {
    for worker in model.problem().workers() {
        let own: Vec<&Stretch> = stretches.iter().filter(|stretch| stretch.worker == worker).collect();
        let somebody = &model.problem()[worker];
        let free = free_minutes(model, somebody);
        if most_minutes(model, somebody, &own) > free {
            let paid = count_minutes(program, model, worker, &own);
            if !somebody.agency {
                cost_of_strain(program, model, worker, paid);
            }
        }
        if somebody.agency {
            count_days(program, model, worker, &own);
        }
    }
}

/// Paid minutes that cost nothing and break no limit.
fn free_minutes(model: &Model<'_>, worker: &Worker) -> Minutes {
    let weights = model.problem().weights();
    let costs = |weight: Cost| weight > Cost::ZERO;
    if worker.agency && costs(weights.agency_minute) {
        Minutes(-1)
    } else if !worker.agency && (costs(weights.strain_minute) || costs(weights.overtime_minute)) {
        strain_limit(model, worker).min(worker.contracted)
    } else {
        worker.most_paid()
    }
}

/// Paid minutes from which strain begins.
fn strain_limit(model: &Model<'_>, worker: &Worker) -> Minutes {
    let share = i64::from(worker.contracted.0) * i64::from(model.problem().policy().strain_percent) / 100;
    Minutes(i32::try_from(share).expect("a share of 32 bits"))
}

/// More than the paid minutes of any week of the worker: tasks and travel fill the shifts at most.
fn most_minutes(model: &Model<'_>, worker: &Worker, own: &[&Stretch]) -> Minutes {
    let shifts: Minutes = own.iter().map(|stretch| stretch.shift.length()).sum();
    let sessions = i32::try_from(worker.max_sessions_per_day.min(1440)).expect("at most 1440");
    let mut days: Vec<_> = own.iter().map(|stretch| stretch.day).collect();
    days.dedup();
    let days = i32::try_from(days.len()).expect("at most 7 days");
    shifts + model.problem().policy().recording * (sessions * days)
}

fn count_minutes(program: &mut Program, model: &Model<'_>, worker: WorkerId, own: &[&Stretch]) -> ColumnId {
    let (somebody, weights) = (&model.problem()[worker], model.problem().weights());
    let each = if somebody.agency { weights.agency_minute } else { Cost::ZERO };
    let name = labels::worker(model, worker);
    let paid = program.number(format!("paid[{name}]"), i64::from(somebody.most_paid().0), each);
    let mut terms = vec![(paid, -1)];
    for stretch in own {
        terms.extend(stretch.pieces.iter().map(|piece| (piece.column, i64::from(piece.paid.0))));
        terms.extend(stretch.flow.travel.iter().map(|&(leg, minutes)| (leg, i64::from(minutes.0))));
    }
    program.equal(format!("pay[{name}]"), terms, 0);
    paid
}

/// `strain + overtime ≥ paid − strain limit`, each within its length. Overtime comes after strain: of itself where it is
/// the dearer of the two, else by a column that says whether there is any.
fn cost_of_strain(program: &mut Program, model: &Model<'_>, worker: WorkerId, paid: ColumnId) {
    let (somebody, weights) = (&model.problem()[worker], model.problem().weights());
    let name = labels::worker(model, worker);
    let limit = i64::from(strain_limit(model, somebody).0);
    let (contracted, extra) = (i64::from(somebody.contracted.0), i64::from(somebody.overtime.0));
    let most = (contracted - limit).max(0);
    let strain = program.number(format!("strain[{name}]"), most, weights.strain_minute);
    let overtime = program.number(format!("overtime[{name}]"), extra, weights.overtime_minute);
    program.at_least(format!("strained[{name}]"), vec![(strain, 1), (overtime, 1), (paid, -1)], -limit.min(contracted));
    if weights.overtime_minute < weights.strain_minute {
        let over = program.yes_or_no(format!("over[{name}]"), Cost::ZERO);
        program.at_most(format!("over_time[{name}]"), vec![(overtime, 1), (over, -extra)], 0);
        program.at_least(format!("over_strain[{name}]"), vec![(strain, 1), (over, -most)], 0);
    }
}

/// A date costs once, however many of its stretches are worked.
fn count_days(program: &mut Program, model: &Model<'_>, worker: WorkerId, own: &[&Stretch]) {
    let weight = model.problem().weights().agency_day;
    for date in own.chunk_by(|a, b| a.day == b.day) {
        let name = labels::worker_day(model, worker, date[0].day);
        let worked = program.number(format!("worked[{name}]"), 1, weight);
        for stretch in date {
            let label = format!("work[{name} {}]", stretch.shift.from.clock());
            program.at_most(label, vec![(stretch.used, 1), (worked, -1)], 0);
        }
    }
}

//! H10: every session has its number of different workers; no worker has too many sessions on a date.

use crate::domain::Day;
use crate::model::Model;

use super::choices::Choices;
use super::labels;
use super::program::{Program, sum};

/// `Σ y = workers · x` for each placement; `Σ y ≤ max_sessions_per_day` for each worker and date.
pub(super) fn staff_each_session(program: &mut Program, model: &Model<'_>, choices: &Choices) {
    for choice in choices.all() {
        let needed = model.demands()[choice.demand.index()].workers;
        if needed > 0 {
            let needed = i64::try_from(needed).expect("at most 2 workers");
            let mut terms = sum(choice.workers.iter().map(|&(_, column)| column));
            terms.push((choice.column, -needed));
            let name = format!("staff[{}]", program.columns()[choice.column.index()].name);
            program.equal(name, terms, 0);
        }
    }
    let problem = model.problem();
    for worker in problem.workers() {
        for day in Day::ALL {
            let sessions = choices.of_worker(worker, day).map(|(_, column)| column);
            let most = i64::from(problem[worker].max_sessions_per_day);
            program.at_most(format!("sessions[{}]", labels::worker_day(model, worker, day)), sum(sessions), most);
        }
    }
}

//! The pipeline between reading and writing: solve, audit, explain. No rota leaves it that the rules refuse.

use std::time::Instant;

use crate::domain::{Cost, Rota};
use crate::model::Model;
use crate::rota::{PlannedWeek, unplaced};
use crate::rules::audit;
use crate::solve::exact::{self, Exact, Limits, Scored};
use crate::solve::{Options, Progress, Solution, Watcher, Worth, solve};

use super::arguments::PlanEngine;
use super::failure::Failure;
use super::sentences::violation_text;

/// Plans the week; with it come the two curves of the run.
pub(super) fn plan<'a>(
    model: &Model<'a>,
    engine: PlanEngine,
    options: &Options,
    watcher: &dyn Watcher,
) -> Result<(PlannedWeek<'a>, Vec<Progress>), Failure> {
    let solution = match engine {
        PlanEngine::Kintime => solve(model, options, watcher),
        PlanEngine::Whole => solve_whole(model, options, watcher)?,
    };
    Ok((accepted(model, solution.rota, solution.bound)?, solution.trace))
}

/// Has the whole model solved, whatever the size of the week; a limit of work is one of nodes of the search tree.
fn solve_whole(model: &Model<'_>, options: &Options, watcher: &dyn Watcher) -> Result<Solution, Failure> {
    let began = Instant::now();
    let stop = || watcher.is_cancelled() || options.time_limit.is_some_and(|limit| began.elapsed() >= limit);
    let most = Limits::default();
    let limits = Limits { nodes: options.work_limit.unwrap_or(most.nodes), ..most };
    let (Scored { rota, cost }, bound) = match exact::solve(model, &limits, &stop) {
        Exact::Optimal(best) => (best.clone(), best.cost),
        Exact::Stopped(Some(best)) => (best, Cost::ZERO),
        Exact::Stopped(None) => return Err(Failure::NothingFound),
        Exact::NoRota => return Err(Failure::NoRota),
        Exact::TooLarge(too_large) => return Err(Failure::TooLarge(too_large)),
    };
    let news = Progress { elapsed: began.elapsed(), work: 0, objective: cost, bound, by: "whole" };
    watcher.progress(&news);
    Ok(Solution { rota, bound, trace: vec![news], worth: Worth::default() })
}

/// The rota with its cost and reasons, if no rule is broken, no bound refuted and no session lost.
fn accepted<'a>(model: &Model<'a>, rota: Rota, bound: Cost) -> Result<PlannedWeek<'a>, Failure> {
    let problem = model.problem();
    let audit = audit(problem, &rota);
    if !audit.violations.is_empty() {
        return Err(Failure::RotaRejected(audit.violations.iter().map(|v| violation_text(problem, v)).collect()));
    }
    let objective = audit.cost.total();
    if bound > objective {
        return Err(Failure::BoundRefuted { objective, bound });
    }
    let unplaced = unplaced(model, &rota);
    let (planned, due) = (rota.sessions.len(), problem.sessions_due());
    if planned + unplaced.len() != due as usize {
        return Err(Failure::CountsDiffer { planned, unplaced: unplaced.len(), due });
    }
    Ok(PlannedWeek { problem, rota, unplaced, cost: audit.cost, bound })
}

#[cfg(test)]
mod tests {
    use super::accepted;
    use crate::cli::failure::Failure;
    use crate::domain::testing::{date, request, week};
    use crate::domain::{
        Coordinates, Cost, Day, Education, Kind, Means, Minutes, Person, Problem, RequestId, Rota, Service, Session,
        Site, Situation,
    };
    use crate::model::Model;

    /// One session due, at no venue at all.
    fn problem() -> Problem {
        let born = Kind::Child { born: date("2024-01-01"), education: Education::None, school_hours: None };
        let person = |code: &str, kind| {
            let home = Coordinates { latitude: 53.0, longitude: -1.0 };
            Person { code: code.to_owned(), name: code.to_owned(), kind, home, travels_by: Means::Car }
        };
        let people = vec![person("P1", born), person("P2", Kind::Adult)];
        let service = Service { people, requests: vec![request("Q1", &[0], &[1])], ..Service::default() };
        Problem::new(week(), service, Situation::default()).unwrap()
    }

    #[test]
    fn a_rota_that_breaks_a_rule_is_refused_by_name() {
        let in_the_park = Session {
            request: RequestId::new(0),
            day: Day::ALL[0],
            start: Minutes(600),
            site: Site::Community,
            room: None,
            workers: Vec::new(),
        };
        let problem = problem();
        let refused = accepted(&Model::new(&problem), Rota { sessions: vec![in_the_park] }, Cost::ZERO);
        match refused {
            Err(Failure::RotaRejected(texts)) => assert!(texts.iter().any(|text| text.contains("Q1")), "{texts:?}"),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_bound_above_the_cost_is_refused() {
        let problem = problem();
        let cost = problem.cost_of_nothing().total();
        assert!(accepted(&Model::new(&problem), Rota::default(), cost).is_ok());
        let refused = accepted(&Model::new(&problem), Rota::default(), cost + Cost(1));
        assert!(matches!(refused, Err(Failure::BoundRefuted { .. })), "{refused:?}");
    }
}

//! The cost of the best rota of a tiny week, by trying every rota that could be one.
//!
//! The plain rules judge; this file only leaves out what cannot be better. A partial rota is given up when it breaks a
//! rule that more sessions cannot mend, or when the terms that more sessions cannot lower already cost too much. Where a
//! way round is shorter than the straight one, a worker's day may be mended by one more task on the way; so the rules on
//! workers' days cut only as they are with no travel at all, unless no way round is shorter.

use kintime::domain::{
    Coordinates, Cost, Day, Means, Minutes, Problem, RequestId, RoomId, Rota, Service, Session, Site, Situation, Spot,
    Term, WorkerId,
};
use kintime::rules::{Audit, Rule, audit};

/// The terms of which every session has its own part.
const OWN: [Term; 5] = [Term::Unfamiliar, Term::Pattern, Term::ChildTravel, Term::AdultTravel, Term::Wishes];
/// Besides these, no further session lowers these terms.
const RISING: [Term; 2] = [Term::ExtraWorkers, Term::Spacing];
/// Nor these, where no way round is shorter.
const RISING_WITH_WORK: [Term; 4] = [Term::WorkerTravel, Term::Strain, Term::Overtime, Term::Agency];

/// The least cost of a feasible rota; `None` if no rota is feasible, because of what is fixed or frozen.
#[allow(dead_code, reason = "for tests of bounds and solvers, which need no rota")]
pub(crate) fn optimum(problem: &Problem) -> Option<Cost> {
    best_rota(problem).map(|(cost, _)| cost)
}

/// A best rota with its cost.
pub(crate) fn best_rota(problem: &Problem) -> Option<(Cost, Rota)> {
    let judge = Judge::new(problem);
    let (choices, least): (Vec<_>, Vec<_>) = problem.requests().map(|request| choices(&judge, request)).unzip();
    let mut search = Search { judge, choices, least, rota: Rota::default(), best: None };
    search.place(0, 0, problem.due_of(0), Cost::ZERO);
    search.best
}

trait Due {
    fn due_of(&self, position: usize) -> u32;
}

impl Due for Problem {
    fn due_of(&self, position: usize) -> u32 {
        if position < self.requests().len() { self.due(RequestId::new(position)) } else { 0 }
    }
}

/// Says which partial rotas no further session can mend.
struct Judge<'a> {
    problem: &'a Problem,
    without_travel: Problem,
    no_short_cuts: bool,
}

impl<'a> Judge<'a> {
    fn new(problem: &'a Problem) -> Self {
        Self { problem, without_travel: without_travel(problem), no_short_cuts: has_no_short_cuts(problem) }
    }

    fn is_hopeless(&self, rota: &Rota, strict: &Audit) -> bool {
        let hopeless = |rule| match rule {
            Rule::Fixed | Rule::Frozen => false,
            Rule::Workers | Rule::Breaks | Rule::Hours => self.no_short_cuts,
            _ => true,
        };
        let of_days = |rule| matches!(rule, Rule::Workers | Rule::Breaks | Rule::Hours);
        strict.violations.iter().any(|violation| hopeless(violation.rule))
            || (!self.no_short_cuts && audit(&self.without_travel, rota).violations.iter().any(|v| of_days(v.rule)))
    }

    /// What the sessions of a partial rota cost at least in every rota that has them.
    fn least_cost(&self, strict: &Audit) -> Cost {
        let work: Cost = RISING_WITH_WORK.into_iter().map(|term| strict.cost[term]).sum();
        let rising: Cost = RISING.into_iter().map(|term| strict.cost[term]).sum();
        own(strict) + rising + if self.no_short_cuts { work } else { Cost::ZERO }
    }
}

/// The same week with everything at one point: every worker's day is easier there, and one more task never helps.
fn without_travel(problem: &Problem) -> Problem {
    let here = Coordinates { latitude: 53.0, longitude: -1.0 };
    let mut service: Service = problem.service().clone();
    service.journeys.clear();
    service.venues.iter_mut().for_each(|venue| venue.at = here);
    service.people.iter_mut().for_each(|person| person.home = here);
    Problem::new(problem.week(), service, Situation::default()).unwrap()
}

fn has_no_short_cuts(problem: &Problem) -> bool {
    let homes = problem.requests().map(|request| Spot::Home(problem[request].first_child()));
    let spots: Vec<Spot> = problem.venues().map(Spot::Venue).chain(homes).collect();
    let drive = |from, to| problem.travel(from, to, Means::Car);
    let straight = |a, b| spots.iter().all(|&way| drive(a, b) <= drive(a, way) + drive(way, b));
    spots.iter().all(|&a| spots.iter().all(|&b| straight(a, b)))
}

/// Every session of a request that is not hopeless by itself, cheapest first, and the least that one due session costs.
fn choices(judge: &Judge<'_>, request: RequestId) -> (Vec<Session>, Cost) {
    let problem = judge.problem;
    let mut priced: Vec<(Cost, Session)> = Vec::new();
    for day in Day::ALL {
        for start in (0..1440).step_by(usize::try_from(problem.policy().grid.0).unwrap()).map(Minutes) {
            let bare = Session { request, day, start, site: Site::Virtual, room: None, workers: Vec::new() };
            if has_its_time(problem, &bare) {
                priced.extend(with_place_and_workers(judge, &bare));
            }
        }
    }
    priced.sort();
    let unplaced = problem.weights().unplaced(problem[request].priority_class());
    let least = priced.first().map_or(unplaced, |&(cost, _)| cost.min(unplaced));
    (priced.into_iter().map(|(_, session)| session).collect(), least)
}

/// Whether no rule that looks at the time alone forbids it.
fn has_its_time(problem: &Problem, bare: &Session) -> bool {
    let audit = audit(problem, &Rota { sessions: vec![bare.clone()] });
    let of_time = |rule| matches!(rule, Rule::Once | Rule::Windows | Rule::School | Rule::People | Rule::Levels);
    !audit.violations.iter().any(|violation| of_time(violation.rule))
}

fn with_place_and_workers(judge: &Judge<'_>, bare: &Session) -> Vec<(Cost, Session)> {
    let problem = judge.problem;
    let none = [(Site::Community, None), (Site::Virtual, None)];
    let rooms = problem.rooms().map(|room| (Site::Venue(problem[room].venue), Some(room)));
    let places: Vec<(Site, Option<RoomId>)> = none.into_iter().chain(rooms).collect();
    let mut priced = Vec::new();
    for (site, room) in places {
        for workers in teams(problem, problem[bare.request].workers) {
            let rota = Rota { sessions: vec![Session { site, room, workers, ..bare.clone() }] };
            let strict = audit(problem, &rota);
            if !judge.is_hopeless(&rota, &strict) {
                priced.push((own(&strict), rota.sessions[0].clone()));
            }
        }
    }
    priced
}

/// Every set of `size` workers (0 to 2).
fn teams(problem: &Problem, size: u32) -> Vec<Vec<WorkerId>> {
    let pairs = |one: WorkerId| problem.workers().filter(move |&other| one < other).map(move |other| vec![one, other]);
    match size {
        0 => vec![Vec::new()],
        1 => problem.workers().map(|worker| vec![worker]).collect(),
        _ => problem.workers().flat_map(pairs).collect(),
    }
}

fn own(audit: &Audit) -> Cost {
    OWN.into_iter().map(|term| audit.cost[term]).sum()
}

struct Search<'a> {
    judge: Judge<'a>,
    choices: Vec<Vec<Session>>,
    /// By request, the least that one of its due sessions costs, placed or not.
    least: Vec<Cost>,
    rota: Rota,
    best: Option<(Cost, Rota)>,
}

impl Search<'_> {
    /// Tries everything for the requests from position `request` on: `left` sessions of it are still due, to be chosen
    /// from `from` on, so that each set of its sessions is tried once; `unplaced` is the cost of those given up.
    fn place(&mut self, request: usize, from: usize, left: u32, unplaced: Cost) {
        if request == self.choices.len() {
            return self.judge_whole();
        }
        if left == 0 {
            return self.place(request + 1, 0, self.judge.problem.due_of(request + 1), unplaced);
        }
        let to_come = self.to_come(request) + self.least[request] * i64::from(left - 1);
        for choice in from..self.choices[request].len() {
            let session = self.choices[request][choice].clone();
            self.rota.sessions.push(session);
            let strict = audit(self.judge.problem, &self.rota);
            let at_least = self.judge.least_cost(&strict) + unplaced + to_come;
            if !self.is_too_dear(at_least) && !self.judge.is_hopeless(&self.rota, &strict) {
                self.place(request, choice + 1, left - 1, unplaced);
            }
            self.rota.sessions.pop();
        }
        self.give_up(request, left, unplaced);
    }

    fn give_up(&mut self, request: usize, left: u32, unplaced: Cost) {
        let problem = self.judge.problem;
        let each = problem.weights().unplaced(problem[RequestId::new(request)].priority_class());
        let unplaced = unplaced + each * i64::from(left);
        let so_far = self.judge.least_cost(&audit(problem, &self.rota));
        if !self.is_too_dear(so_far + unplaced + self.to_come(request)) {
            self.place(request + 1, 0, problem.due_of(request + 1), unplaced);
        }
    }

    /// The least that all sessions due of the requests after position `request` cost.
    fn to_come(&self, request: usize) -> Cost {
        let after = request + 1..self.choices.len();
        after.map(|later| self.least[later] * i64::from(self.judge.problem.due_of(later))).sum()
    }

    fn is_too_dear(&self, at_least: Cost) -> bool {
        self.best.as_ref().is_some_and(|&(best, _)| at_least >= best)
    }

    fn judge_whole(&mut self) {
        let audit = audit(self.judge.problem, &self.rota);
        let cost = audit.cost.total();
        if audit.is_feasible() && !self.is_too_dear(cost) {
            self.best = Some((cost, self.rota.clone()));
        }
    }
}

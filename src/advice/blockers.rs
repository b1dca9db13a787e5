//! What keeps a session out, counted rule by rule: of all starts of the week, which rules leave how many; of the places that
//! are left, how many rooms, workers and the people's other sessions take.

use super::places::places;
use crate::domain::{Day, Interval, Minutes, Mode, Problem, RequestId, Rota, Session, Site};
use crate::model::{DemandId, Model};
use crate::rules::{Rule, audit};
use crate::solve::draft::{Draft, has_its_people, tasks_in_the_way};

/// Starts that nobody would propose are not counted.
const DAYTIME: Interval = Interval { from: Minutes(7 * 60), to: Minutes(21 * 60) };

/// At the sites, so many starts are looked at.
const MOST_STARTS: usize = 30;

/// Something that keeps a session from some of its starts or places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blocker {
    /// What stands in the way, in a few words.
    pub what: String,
    /// How many it rules out, by itself or after those before it.
    pub ruled_out: usize,
    /// Of how many.
    pub of: usize,
}

/// What keeps one more session of a request out of a rota, grouped; nothing that rules nothing out is listed.
#[must_use]
pub fn blockers(model: &Model<'_>, rota: &Rota, request: RequestId) -> Vec<Blocker> {
    let Some(id) = model.demand_of(request) else { return Vec::new() };
    let mut found = if model.demands()[id.index()].placements.is_empty() {
        of_starts(model.problem(), request)
    } else {
        of_places(&mut Draft::of_rota(model, rota), id)
    };
    found.retain(|blocker| blocker.ruled_out > 0);
    found
}

/// Each rule of time on all starts of the day; then on those that pass, venues, rooms and lone working at every site.
fn of_starts(problem: &Problem, request: RequestId) -> Vec<Blocker> {
    const OF_TIME: [(Rule, &str); 5] = [
        (Rule::Bookable, "the booking, a suspension or the notice"),
        (Rule::Windows, "its windows, or the request is not available"),
        (Rule::School, "school"),
        (Rule::People, "somebody cannot come"),
        (Rule::Levels, "the children's levels of family time"),
    ];
    let bare: Vec<Session> = starts(problem, request).collect();
    let broken: Vec<Vec<Rule>> = bare.iter().map(|session| broken(problem, session)).collect();
    let rules_out = |rule: Rule| broken.iter().filter(|rules| rules.contains(&rule)).count();
    let blocker = |&(rule, what): &(Rule, &str)| {
        let what = format!("{what} ({})", rule.code());
        Blocker { what, ruled_out: rules_out(rule), of: bare.len() }
    };
    let mut found: Vec<Blocker> = OF_TIME.iter().map(blocker).collect();
    let passes = |rules: &&Vec<Rule>| !OF_TIME.iter().any(|(rule, _)| rules.contains(rule));
    let left: Vec<&Session> = bare.iter().zip(&broken).filter(|(_, rules)| passes(rules)).map(|(s, _)| s).collect();
    found.extend(of_sites(problem, &left));
    found.extend(of_workers(problem, request));
    found
}

/// Venues, rooms and lone working, each on the starts that are left at every site.
fn of_sites(problem: &Problem, left: &[&Session]) -> Vec<Blocker> {
    const OF_SITES: [(Rule, &str); 3] = [
        (Rule::Venue, "the venue is not allowed, closed or away"),
        (Rule::Room, "no room is large enough with what it needs"),
        (Rule::LoneWorking, "lone working with a high risk"),
    ];
    let with_site = |session: &&Session| {
        let session = (*session).clone();
        sites(problem, session.request).into_iter().map(move |site| Session { site, ..session.clone() })
    };
    let every = left.len().div_ceil(MOST_STARTS).max(1);
    let placed: Vec<Session> = left.iter().step_by(every).flat_map(with_site).collect();
    let judged: Vec<Vec<Rule>> = placed.iter().map(|session| broken_with_room(problem, session)).collect();
    let blocker = |&(rule, what): &(Rule, &str)| {
        let ruled_out = judged.iter().filter(|rules| rules.contains(&rule)).count();
        Blocker { what: format!("{what} ({})", rule.code()), ruled_out, of: placed.len() }
    };
    OF_SITES.iter().map(blocker).collect()
}

/// The workers who can never do it, whatever the time.
fn of_workers(problem: &Problem, request: RequestId) -> Vec<Blocker> {
    let asked = &problem[request];
    let of = problem.workers().len();
    let count = |lacks: &dyn Fn(crate::domain::WorkerId) -> bool| problem.workers().filter(|&w| lacks(w)).count();
    let blocker = |what: &str, ruled_out| Blocker { what: format!("workers: {what} (H10)"), ruled_out, of };
    let drives = asked.transport == crate::domain::Transport::Carer;
    vec![
        blocker("without the skills", count(&|worker| !asked.skills.is_subset(&problem[worker].skills))),
        blocker("excluded by the request", count(&|worker| asked.not_workers.contains(&worker))),
        blocker("who do not drive", count(&|worker| !drives && !problem[worker].drives)),
    ]
}

/// Of the places that the rules of one session leave: those that others take.
fn of_places(draft: &mut Draft<'_>, id: DemandId) -> Vec<Blocker> {
    let demand = &draft.model().demands()[id.index()];
    let of = demand.placements.len();
    let free = places(draft, id).len();
    let (mut people, mut workers) = (0, 0);
    for placement in 0..of {
        let able = |worker| tasks_in_the_way(draft, id, placement, worker).is_some_and(|out| out.is_empty());
        let staffed = demand.candidates.iter().filter(|candidate| able(candidate.worker)).count() >= demand.workers;
        people += usize::from(!has_its_people(draft, id, placement));
        workers += usize::from(has_its_people(draft, id, placement) && !staffed);
    }
    let blocker = |what: &str, ruled_out| Blocker { what: what.to_owned(), ruled_out, of };
    vec![
        blocker("other sessions of its people, keep-apart or levels (H7, H8, H9)", people),
        blocker("every suitable worker has something else (H10)", workers),
        blocker(
            "rooms are taken, or the workers' breaks and hours (H4, H11, H12)",
            of.saturating_sub(free + people + workers),
        ),
    ]
}

/// A session at every start of the day, without room and workers, at the first site it may have.
fn starts(problem: &Problem, request: RequestId) -> impl Iterator<Item = Session> + '_ {
    let grid = problem.policy().grid;
    let site = sites(problem, request).first().copied().unwrap_or(Site::Community);
    let last = DAYTIME.to - problem[request].minutes;
    let bare = move |day, start| Session { request, day, start, site, room: None, workers: Vec::new() };
    let of_day = move |day| {
        (0..).map(move |step| grid * step).take_while(move |&start| start <= last).map(move |start| bare(day, start))
    };
    Day::ALL.into_iter().flat_map(of_day).filter(|session| session.start >= DAYTIME.from)
}

fn sites(problem: &Problem, request: RequestId) -> Vec<Site> {
    match problem[request].mode {
        Mode::Venue => problem.venues().map(Site::Venue).collect(),
        Mode::Community => vec![Site::Community],
        Mode::Virtual => vec![Site::Virtual],
    }
}

/// The rules that a session alone breaks.
fn broken(problem: &Problem, session: &Session) -> Vec<Rule> {
    let audit = audit(problem, &Rota { sessions: vec![session.clone()] });
    let own = audit.against(session);
    own.map(|violation| violation.rule).collect()
}

/// The rules that it breaks in the room of its site in which it breaks the fewest.
fn broken_with_room(problem: &Problem, session: &Session) -> Vec<Rule> {
    let Some(venue) = session.site.venue() else { return broken(problem, session) };
    let rooms = problem.rooms().filter(|&room| problem[room].venue == venue);
    let with = rooms.map(|room| broken(problem, &Session { room: Some(room), ..session.clone() }));
    with.min_by_key(Vec::len).unwrap_or_else(|| vec![Rule::Room])
}

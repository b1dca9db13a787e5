//! Writes any rota, sensible or not, as `rota.csv`.

use kintime::domain::{Minutes, Problem, PublishedSession, Reference, RequestId, Rota, Session, Site, WorkerId};

use super::folder;

/// The columns of a row that is planned, in the order in which rows are sorted.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Planned {
    date: String,
    start: String,
    venue: String,
    room: String,
    request: String,
    end: String,
    workers: String,
}

/// A rota with a row for each session due.
pub(crate) fn of_rota(problem: &Problem, rota: &Rota) -> String {
    let rows = rota.sessions.iter().map(|session| planned(problem, session)).collect();
    let missing = |request| {
        let planned = rota.sessions.iter().filter(|session| session.request == request).count();
        (planned + 1..=problem.due(request) as usize)
            .map(move |number| format!("{},{number},unplaced,,,,,,,no_time\n", problem[request].code))
    };
    text(rows) + &problem.requests().flat_map(missing).collect::<String>()
}

/// A published rota; what is no longer there has a name that nothing else has.
pub(crate) fn of_published(problem: &Problem, published: &[PublishedSession]) -> String {
    text(published.iter().map(|session| publish(problem, session)).collect())
}

fn text(mut rows: Vec<Planned>) -> String {
    rows.sort();
    let mut text = String::from("request,session,status,date,start,end,venue,room,workers,reason\n");
    for (position, row) in rows.iter().enumerate() {
        let number = rows[..=position].iter().filter(|other| other.request == row.request).count();
        let Planned { date, start, venue, room, request, end, workers } = row;
        text += &format!("{request},{number},planned,{date},{start},{end},{venue},{room},{workers},\n");
    }
    text
}

fn planned(problem: &Problem, session: &Session) -> Planned {
    let workers: Vec<_> = session.workers.iter().map(|&worker| Reference::Here(worker)).collect();
    let published = PublishedSession {
        request: session.request,
        day: session.day,
        start: session.start,
        site: Reference::Here(session.site),
        room: session.room.map(Reference::Here),
        workers,
    };
    publish(problem, &published)
}

fn publish(problem: &Problem, session: &PublishedSession) -> Planned {
    let worker =
        |worker: &Reference<WorkerId>| worker.here().map_or_else(|| "left".to_owned(), |w| problem[w].code.clone());
    let mut workers: Vec<_> = session.workers.iter().map(worker).collect();
    workers.sort();
    let room =
        session.room.map(|room| room.here().map_or_else(|| "pulled_down".to_owned(), |r| problem[r].code.clone()));
    Planned {
        date: problem.week().date(session.day).to_string(),
        start: session.start.clock().to_string(),
        venue: session.site.here().map_or_else(|| "closed".to_owned(), |site| site_name(problem, site)),
        room: room.unwrap_or_default(),
        request: problem[session.request].code.clone(),
        end: end(problem, session.request, session.start).clock().to_string(),
        workers: workers.join(";"),
    }
}

fn site_name(problem: &Problem, site: Site) -> String {
    folder::site(problem.service(), site)
}

fn end(problem: &Problem, request: RequestId, start: Minutes) -> Minutes {
    start + problem[request].minutes
}

//! `kintime explain`: why sessions are where they are, or why they are nowhere and what would let them in, in plain words.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::exit::Exit;
use super::failure::Failure;
use super::life_arguments::Explain;
use super::printer::Printer;
use super::reading::{read_quietly, read_whole_rota};
use super::sentences::{moves_text, session_text, terms_json, terms_text};
use super::suggest::request_of;
use crate::advice::{Explanation, No, Placed, Relaxation, Suggestion, Unplaceable, explain};
use crate::domain::{Problem, RequestId, Rota};
use crate::model::Model;
use crate::output::{site_code, visible};

/// Runs the verb.
pub(super) fn run(arguments: &Explain, printer: &Printer) -> Result<Exit, Failure> {
    let problem = read_quietly(&arguments.input, Some(&arguments.situation))?.problem;
    let rota = read_whole_rota(&arguments.rota, &problem)?.rota;
    let requests: Vec<RequestId> = if arguments.all {
        with_unplaced(&problem, &rota)
    } else {
        arguments.requests.iter().map(|code| request_of(&problem, code)).collect::<Result<_, _>>()?
    };
    let model = Model::new(&problem);
    let explained = explain(&model, &rota, &requests);
    printer.text(|to| explained.iter().try_for_each(|one| write_one(&problem, one, to)))?;
    printer.json(|| explained.iter().map(|one| explanation_json(&problem, one)).collect::<Vec<_>>())?;
    Ok(Exit::Done)
}

/// Requests with more sessions due than planned.
fn with_unplaced(problem: &Problem, rota: &Rota) -> Vec<RequestId> {
    let planned = |request| rota.sessions.iter().filter(|session| session.request == request).count();
    problem.requests().filter(|&request| planned(request) < problem.due(request) as usize).collect()
}

fn write_one(problem: &Problem, one: &Explanation, to: &mut impl Write) -> io::Result<()> {
    let code = visible(&problem[one.request].code);
    if one.placed.is_empty() && one.unplaced.is_none() {
        writeln!(to, "`{code}` has no session due in the week of {}", problem.week())?;
    }
    one.placed.iter().try_for_each(|placed| write_placed(problem, placed, to))?;
    one.unplaced.iter().try_for_each(|unplaced| write_unplaced(problem, &code, unplaced, to))
}

fn write_placed(problem: &Problem, placed: &Placed, to: &mut impl Write) -> io::Result<()> {
    let (place, price) = (session_text(problem, &placed.session), placed.price.total().0);
    writeln!(to, "{place}\n  it costs {price} points there{}", terms_text(&placed.price))?;
    match &placed.next {
        Some(next) => {
            let (other, more) = (session_text(problem, &next.session), next.more.total().0);
            writeln!(to, "  next best: {other}, {more:+} points{}", terms_text(&next.more))
        }
        None => writeln!(to, "  it has no other place with the rest of the rota as it is"),
    }
}

fn write_unplaced(problem: &Problem, code: &str, unplaced: &Unplaceable, to: &mut impl Write) -> io::Result<()> {
    let (sessions, reason) = (unplaced.sessions, unplaced.reason);
    writeln!(to, "`{code}`: {sessions} not placed: {} ({})", reason.sentence(), reason.word())?;
    writeln!(to, "  {}", no_text(problem, &unplaced.no))?;
    for blocker in &unplaced.blockers {
        writeln!(to, "  {} of {}: {}", blocker.ruled_out, blocker.of, visible(&blocker.what))?;
    }
    let fits = matches!(unplaced.no, No::Fits(_));
    if unplaced.relaxations.is_empty() && !fits {
        return writeln!(to, "  no one or two changes that were tried would let it in");
    }
    unplaced.relaxations.iter().try_for_each(|one| writeln!(to, "  would fit with {}", relaxation_text(problem, one)))
}

fn no_text(problem: &Problem, no: &No) -> String {
    let price = |one: &Suggestion| format!("{:+} points{}", one.more.total().0, terms_text(&one.more));
    match no {
        No::NoPlace => "no: there is no place for it at all, whatever else is planned".to_owned(),
        No::Fixed => "no: there are places, but what is fixed or frozen takes them".to_owned(),
        No::DisplacesMany => "no: it does not fit even if two others go elsewhere".to_owned(),
        No::Fits(one) => format!("it fits at {}, {}", session_text(problem, &one.session), price(one)),
        No::Displaces(one) => {
            let moved: Vec<String> = one.moved.iter().map(|moved| moves_text(problem, moved)).collect();
            let place = session_text(problem, &one.session);
            format!("only if others move: {place}, {}; moves {}", price(one), moved.join("; "))
        }
    }
}

fn relaxation_text(problem: &Problem, one: &Relaxation) -> String {
    let (date, start) = (problem.week().date(one.day), one.start.clock());
    visible(&format!("{}: {date} {start} {}", one.words.join(", and "), site_code(problem, one.site)))
}

fn explanation_json(problem: &Problem, one: &Explanation) -> Value {
    let suggestion = |one: &Suggestion| {
        json!({
            "place": session_text(problem, &one.session),
            "more": one.more.total().0,
            "terms": terms_json(&one.more),
            "moves": one.moved.iter().map(|moved| moves_text(problem, moved)).collect::<Vec<_>>(),
        })
    };
    let placed = |placed: &Placed| {
        json!({
            "place": session_text(problem, &placed.session),
            "terms": terms_json(&placed.price),
            "next": placed.next.as_ref().map(suggestion),
        })
    };
    let unplaced = |unplaced: &Unplaceable| {
        let (kind, place) = match &unplaced.no {
            No::NoPlace => ("no_place", None),
            No::Fixed => ("fixed", None),
            No::Displaces(one) => ("displaces", Some(suggestion(one))),
            No::DisplacesMany => ("displaces_many", None),
            No::Fits(one) => ("fits", Some(suggestion(one))),
        };
        let blocker = |b: &crate::advice::Blocker| json!({ "what": b.what, "ruled_out": b.ruled_out, "of": b.of });
        json!({
            "sessions": unplaced.sessions,
            "reason": unplaced.reason.word(),
            "no": kind,
            "place": place,
            "blockers": unplaced.blockers.iter().map(blocker).collect::<Vec<_>>(),
            "relaxations": unplaced.relaxations.iter().map(|one| relaxation_json(problem, one)).collect::<Vec<_>>(),
        })
    };
    json!({
        "request": problem[one.request].code,
        "placed": one.placed.iter().map(placed).collect::<Vec<_>>(),
        "unplaced": one.unplaced.as_ref().map(unplaced),
    })
}

fn relaxation_json(problem: &Problem, one: &Relaxation) -> Value {
    json!({
        "changes": one.words,
        "date": problem.week().date(one.day).to_string(),
        "start": one.start.clock().to_string(),
        "site": site_code(problem, one.site),
    })
}

//! `kintime suggest`: what a coordinator needs on the telephone: the best places for one session, each with its cost.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::exit::Exit;
use super::failure::Failure;
use super::life_arguments::Suggest;
use super::printer::Printer;
use super::reading::{read_quietly, read_whole_rota};
use super::sentences::{moves_text, session_text, terms_json, terms_text};
use super::values::Occurrence;
use crate::advice::{Asked, Suggestion, suggest};
use crate::domain::{Day, Problem, RequestId, Rota};
use crate::model::Model;
use crate::output::visible;

/// Runs the verb.
pub(super) fn run(arguments: &Suggest, printer: &Printer) -> Result<Exit, Failure> {
    let problem = read_quietly(&arguments.input, Some(&arguments.situation))?.problem;
    let rota = read_whole_rota(&arguments.rota, &problem)?.rota;
    let (request, day) = meant(&problem, &rota, &arguments.session)?;
    let asked = Asked { request, day, most: arguments.most, moving: arguments.moving };
    let (now, found) = suggest(&Model::new(&problem), &rota, &asked);
    let now = now.map_or_else(
        || format!("`{}` is not placed", visible(&problem[request].code)),
        |now| session_text(&problem, &now),
    );
    printer.text(|to| {
        writeln!(to, "{now}")?;
        write_list(&problem, &found, to)
    })?;
    printer.json(|| json!({ "now": now, "suggestions": found.iter().map(|one| suggestion_json(&problem, one)).collect::<Vec<_>>() }))?;
    Ok(Exit::Done)
}

/// The request of this id.
pub(super) fn request_of(problem: &Problem, code: &str) -> Result<RequestId, Failure> {
    let found = problem.requests().find(|&request| problem[request].code == code);
    found.ok_or_else(|| Failure::NoSession(format!("there is no request `{}`", visible(code))))
}

fn meant(problem: &Problem, rota: &Rota, session: &Occurrence) -> Result<(RequestId, Option<Day>), Failure> {
    let request = request_of(problem, &session.request)?;
    if problem.due(request) == 0 {
        let code = visible(&session.request);
        return Err(Failure::NoSession(format!("`{code}` has no session due in the week of {}", problem.week())));
    }
    let Some(date) = session.date else { return Ok((request, None)) };
    let day = problem.week().day_of(date);
    let planned = |own: &&crate::domain::Session| own.request == request && Some(own.day) == day;
    if rota.sessions.iter().any(|own| planned(&own)) {
        return Ok((request, day));
    }
    Err(Failure::NoSession(format!("the rota has no session of `{}` on {date}", visible(&session.request))))
}

fn write_list(problem: &Problem, found: &[Suggestion], to: &mut impl Write) -> io::Result<()> {
    if found.is_empty() {
        return writeln!(to, "no other place with the rest as it is: `--moving` and `kintime explain` say more");
    }
    for (at, one) in found.iter().enumerate() {
        let (place, more) = (session_text(problem, &one.session), one.more.total().0);
        writeln!(to, "{:>3}. {place}  {more:+}{}", at + 1, terms_text(&one.more))?;
        for moved in &one.moved {
            writeln!(to, "     moves {}", moves_text(problem, moved))?;
        }
    }
    Ok(())
}

fn suggestion_json(problem: &Problem, one: &Suggestion) -> Value {
    json!({
        "place": session_text(problem, &one.session),
        "more": one.more.total().0,
        "terms": terms_json(&one.more),
        "moves": one.moved.iter().map(|moved| moves_text(problem, moved)).collect::<Vec<_>>(),
    })
}

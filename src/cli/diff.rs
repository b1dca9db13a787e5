//! `kintime diff`: what became of one rota in another of the same week: sessions, costs by term, and whom it concerns.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::exit::Exit;
use super::failure::Failure;
use super::life_arguments::Diff;
use super::printer::Printer;
use super::reading::{read_quietly, read_whole_rota};
use super::sentences::{all_terms_json, published_text};
use crate::domain::{Cost, CostByTerm, Problem, PublishedSession, Rota};
use crate::output::visible;
use crate::rota::{Affected, Change, changes};
use crate::rules::week::RotaWeek;
use crate::rules::{Audit, audit};

/// Two rotas of a week, each judged, and what lies between them.
struct Difference<'a> {
    problem: &'a Problem,
    sessions: [usize; 2],
    audits: [Audit; 2],
    changes: Vec<Change<'a>>,
    affected: Affected,
}

/// Runs the verb.
pub(super) fn run(arguments: &Diff, printer: &Printer) -> Result<Exit, Failure> {
    let problem = read_quietly(&arguments.input, None)?.problem;
    let before = read_whole_rota(&arguments.before, &problem)?.rota;
    let after = read_whole_rota(&arguments.after, &problem)?.rota;
    let first = audit(&problem, &before);
    let problem = problem.against(Some(before.sessions.iter().map(PublishedSession::from).collect()));
    let difference = Difference::new(&problem, (&before, first), &after);
    let paths = [&arguments.before, &arguments.after];
    for (path, audit) in paths.into_iter().zip(&difference.audits).filter(|(_, audit)| !audit.is_feasible()) {
        let broken = audit.violations.len();
        printer
            .warning(format_args!("`{}` breaks rules ({broken} breaches), so its cost has no meaning", path.display()));
    }
    printer.text(|to| difference.write(to))?;
    printer.json(|| difference.json())?;
    Ok(Exit::Done)
}

impl<'a> Difference<'a> {
    fn new(problem: &'a Problem, (before, first): (&Rota, Audit), after: &'a Rota) -> Self {
        let changes = changes(&RotaWeek::new(problem, after));
        Self {
            problem,
            sessions: [before.sessions.len(), after.sessions.len()],
            audits: [first, audit(problem, after)],
            affected: Affected::by(problem, &changes),
            changes,
        }
    }

    fn costs(&self) -> [&CostByTerm; 2] {
        [&self.audits[0].cost, &self.audits[1].cost]
    }

    fn write(&self, to: &mut impl Write) -> io::Result<()> {
        let due = self.problem.sessions_due();
        writeln!(to, "planned: {} before, {} after, of {due} sessions due", self.sessions[0], self.sessions[1])?;
        writeln!(to, "changes: {}", self.changes.len())?;
        for change in &self.changes {
            writeln!(to, "  {}", self.sentence(change))?;
        }
        let Affected { requests, people, workers, families } = &self.affected;
        let (requests, people, workers) = (requests.len(), people.len(), workers.len());
        writeln!(to, "affected: {families} families ({requests} requests, {people} people), {workers} workers")?;
        writeln!(to, "\n{:<16}{:>12}{:>12}{:>12}", "cost", "before", "after", "difference")?;
        for (name, [before, after]) in self.lines() {
            writeln!(to, "{name:<16}{:>12}{:>12}{:>+12}", before.0, after.0, after.0 - before.0)?;
        }
        Ok(())
    }

    /// The total and each term that is not nought on both sides.
    fn lines(&self) -> Vec<(&'static str, [Cost; 2])> {
        let [before, after] = self.costs();
        let terms = before.iter().zip(after.iter()).map(|((term, old), (_, new))| (term.word(), [old, new]));
        let terms = terms.filter(|(_, pair)| *pair != [Cost::ZERO; 2]);
        [("total", [before.total(), after.total()])].into_iter().chain(terms).collect()
    }

    fn sentence(&self, change: &Change<'_>) -> String {
        let code = visible(&self.problem[change.request].code);
        let told = change.before.map_or("not planned".to_owned(), |told| published_text(self.problem, told));
        let now = change.now.map_or("not planned".to_owned(), |now| published_text(self.problem, &now.into()));
        format!("`{code}` {}: {told} -> {now}", change.words())
    }

    fn json(&self) -> Value {
        let costs = self.costs().map(all_terms_json);
        let change = |change: &Change<'_>| {
            json!({
                "request": self.problem[change.request].code,
                "change": change.words(),
                "before": change.before.map(|told| published_text(self.problem, told)),
                "after": change.now.map(|session| published_text(self.problem, &session.into())),
                "cost": change.cost.0,
            })
        };
        json!({
            "sessions_due": self.problem.sessions_due(),
            "sessions_planned": self.sessions,
            "feasible": [self.audits[0].is_feasible(), self.audits[1].is_feasible()],
            "changes": self.changes.iter().map(change).collect::<Vec<_>>(),
            "affected": {
                "families": self.affected.families,
                "requests": self.affected.requests.len(),
                "people": self.affected.people.len(),
                "workers": self.affected.workers.len(),
            },
            "objective": self.costs().map(|cost| cost.total().0),
            "terms": costs,
        })
    }
}

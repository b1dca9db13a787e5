//! `kintime check`: judges a finished rota from its file by every rule, whoever made it, and prints what it costs.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::arguments::Check;
use super::exit::Exit;
use super::failure::Failure;
use super::printer::{Printer, defect_json};
use super::reading::read;
use super::sentences::{all_terms_json, session_text};
use crate::domain::Problem;
use crate::input::{RotaFile, read_rota};
use crate::output::{visible, write_cost};
use crate::rules::{Audit, Violation, audit};

/// What is found of a rota.
struct Findings<'a> {
    problem: &'a Problem,
    file: RotaFile,
    audit: Audit,
}

/// Runs the verb.
pub(super) fn run(arguments: &Check, printer: &Printer) -> Result<Exit, Failure> {
    let reading = read(&arguments.input, Some(&arguments.situation), printer)?;
    let file = read_rota(&arguments.rota, &reading.problem).map_err(Failure::Input)?;
    let audit = audit(&reading.problem, &file.rota);
    let findings = Findings { problem: &reading.problem, file, audit };
    printer.text(|to| findings.write(to))?;
    printer.json(|| findings.json())?;
    Ok(if findings.is_feasible() { Exit::Done } else { Exit::Failed })
}

impl Findings<'_> {
    fn is_feasible(&self) -> bool {
        self.file.form.is_empty() && self.audit.violations.is_empty()
    }

    fn write(&self, to: &mut impl Write) -> io::Result<()> {
        for form in &self.file.form {
            writeln!(to, "{}", visible(&form.defect.to_string()))?;
        }
        for violation in &self.audit.violations {
            self.write_violation(violation, to)?;
        }
        let breaches = self.file.form.len() + self.audit.violations.len();
        let verdict = if self.is_feasible() { "no rule is broken".to_owned() } else { format!("breaches: {breaches}") };
        let (planned, due) = (self.file.rota.sessions.len(), self.problem.sessions_due());
        writeln!(to, "{verdict}\n{planned} of {due} sessions planned")?;
        write_cost(&self.audit.cost, to)
    }

    fn write_violation(&self, violation: &Violation, to: &mut impl Write) -> io::Result<()> {
        writeln!(to, "{}: {}", violation.rule.code(), visible(&violation.text))?;
        for session in &violation.sessions {
            writeln!(to, "  {}", session_text(self.problem, session))?;
        }
        writeln!(to, "  rule: {}", violation.rule.sentence())
    }

    fn json(&self) -> Value {
        let form = self.file.form.iter().map(|form| defect_json(&form.defect));
        let violations = self.audit.violations.iter().map(|violation| {
            let sessions = violation.sessions.iter().map(|session| session_text(self.problem, session));
            json!({
                "rule": violation.rule.code(),
                "sentence": violation.rule.sentence(),
                "text": violation.text,
                "sessions": sessions.collect::<Vec<_>>(),
            })
        });
        json!({
            "feasible": self.is_feasible(),
            "form": form.collect::<Vec<_>>(),
            "violations": violations.collect::<Vec<_>>(),
            "sessions_due": self.problem.sessions_due(),
            "sessions_planned": self.file.rota.sessions.len(),
            "objective": self.audit.cost.total().0,
            "terms": all_terms_json(&self.audit.cost),
        })
    }
}

//! `kintime plan --weeks`: week after week, each with the weeks before it as if they had been held, in a folder of its own; and an
//! overview of them all.

use std::path::Path;

use super::arguments::Plan;
use super::exit::Exit;
use super::failure::Failure;
use super::interrupt::Interrupt;
use super::plan::{options, outcome, recorded};
use super::planning;
use super::printer::Printer;
use super::progress::Follower;
use super::reading::read_against;
use super::writing::{digests, write_outputs};
use crate::domain::{PastSession, Week};
use crate::input::Against;
use crate::model::Model;
use crate::output::{Manifest, OutputFolder, OverviewWeek, WeekView, write_file, write_overview, write_overview_csv};

/// Plans the weeks and writes them, the overview after each.
pub(super) fn run(arguments: &Plan, weeks: u32, interrupt: &Interrupt, printer: &Printer) -> Result<Exit, Failure> {
    let mut run = Run { arguments, interrupt, printer, held: Vec::new(), overview: Vec::new(), exit: Exit::Done };
    let mut week = arguments.input.week;
    for _ in 0..weeks {
        run.plan(week)?;
        run.write_overview(&arguments.out)?;
        if interrupt.is_set() {
            printer.warning(format_args!(
                "the run was interrupted in the week of {week}: the weeks after it are not planned"
            ));
            break;
        }
        week = week.next();
    }
    printer.text(|to| write_overview(&run.overview, to))?;
    printer.json(|| &run.overview)?;
    Ok(run.exit)
}

/// Weeks under way.
struct Run<'r> {
    arguments: &'r Plan,
    interrupt: &'r Interrupt,
    printer: &'r Printer,
    /// The sessions of the weeks so far.
    held: Vec<PastSession>,
    overview: Vec<OverviewWeek>,
    exit: Exit,
}

impl Run<'_> {
    /// Plans a week and writes its folder.
    fn plan(&mut self, week: Week) -> Result<(), Failure> {
        let arguments = self.arguments;
        let against = Against { planned_before: self.held.clone(), ..Against::default() };
        let reading = read_against(&arguments.input.folder, week, &against)?;
        if self.overview.is_empty() {
            self.printer.warnings(&reading.warnings);
        }
        let problem = if arguments.outputs.pseudonymise { reading.problem.pseudonymised() } else { reading.problem };
        let path = arguments.out.join(week.to_string());
        let folder = OutputFolder::open(&path).map_err(Failure::file("write to", &path))?;
        self.printer.note(format_args!("planning {} sessions, week of {week}", problem.sessions_due()));
        let follower = Follower::new(self.printer, self.interrupt);
        let planned = planning::plan(&Model::new(&problem), arguments.engine, &options(arguments), &follower);
        follower.finish();
        let (planned, _) = planned?;
        let view = WeekView::new(&planned);
        let manifest = Manifest { options: recorded(arguments), inputs: digests(&reading.files) };
        write_outputs(&view, &manifest, &arguments.outputs, &folder, &path)?;
        self.overview.push(OverviewWeek::new(&view));
        self.held.extend(planned.rota.sessions.iter().map(|session| PastSession::held(week, session)));
        if self.exit == Exit::Done {
            self.exit = outcome(arguments.strict, &planned, self.printer);
        }
        Ok(())
    }

    fn write_overview(&self, out: &Path) -> Result<(), Failure> {
        let (table, text) = (out.join("overview.csv"), out.join("overview.txt"));
        write_file(&table, |to| write_overview_csv(&self.overview, to)).map_err(Failure::file("write", &table))?;
        write_file(&text, |to| write_overview(&self.overview, to)).map_err(Failure::file("write", &text))
    }
}

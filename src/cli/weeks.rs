//! `kintime plan --weeks`: week after week, each with the weeks before it as if they had been held, in a folder of its own; and an
//! overview of them all. What is put off so that the weeks are even is called off in the weeks it waits for.

use std::collections::BTreeMap;
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
use crate::domain::{Day, PastSession, RequestId, Week};
use crate::input::{Against, Reading};
use crate::model::Model;
use crate::output::{Manifest, OutputFolder, OverviewWeek, WeekView, write_file, write_overview, write_overview_csv};
use crate::rota::{Ahead, PlannedWeek, WEEKS_AHEAD, put_off};

/// Plans the weeks and writes them, the overview after each.
pub(super) fn run(arguments: &Plan, weeks: u32, interrupt: &Interrupt, printer: &Printer) -> Result<Exit, Failure> {
    let mut run = Run {
        arguments,
        interrupt,
        printer,
        held: Vec::new(),
        promised: BTreeMap::new(),
        overview: Vec::new(),
        exit: Exit::Done,
    };
    let mut week = arguments.input.week;
    for left in (0..weeks as usize).rev() {
        run.plan(week, left)?;
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
    /// Requests that were put off and not held since, with the week that each was put off to.
    promised: BTreeMap<RequestId, Week>,
    overview: Vec<OverviewWeek>,
    exit: Exit,
}

impl Run<'_> {
    /// Plans a week, after which `left` are to come, and writes its folder.
    fn plan(&mut self, week: Week, left: usize) -> Result<(), Failure> {
        let arguments = self.arguments;
        let reading = self.read(week, left)?;
        let problem = if arguments.outputs.pseudonymise { reading.problem.pseudonymised() } else { reading.problem };
        let path = arguments.out.join(week.to_string());
        let folder = OutputFolder::open(&path).map_err(Failure::file("write to", &path))?;
        self.printer.note(format_args!("planning {} sessions, week of {week}", problem.sessions_due()));
        let follower = Follower::new(self.printer, self.interrupt);
        let planned = planning::plan(&Model::new(&problem), arguments.engine, &options(arguments), &follower);
        follower.finish();
        let (mut planned, _) = planned?;
        self.say_what_was_put_off(&mut planned);
        let view = WeekView::new(&planned);
        let summed = OverviewWeek::new(&view);
        let put_off = ("put_off".to_owned(), summed.put_off.clone().into());
        let options = recorded(arguments).into_iter().chain([put_off]).collect();
        let manifest = Manifest { options, inputs: digests(&reading.files) };
        write_outputs(&view, &manifest, &arguments.outputs, &folder, &path)?;
        self.overview.push(summed);
        self.follow(&planned);
        if self.exit == Exit::Done {
            self.exit = outcome(arguments.strict, &planned, self.printer);
        }
        Ok(())
    }

    /// Reads the folder for a week. What is put off to a later one is called off for all of this.
    fn read(&mut self, week: Week, left: usize) -> Result<Reading, Failure> {
        let folder = &self.arguments.input.folder;
        let mut against = Against { planned_before: self.held.clone(), ..Against::default() };
        let reading = read_against(folder, week, &against)?;
        if self.overview.is_empty() {
            self.printer.warnings(&reading.warnings);
        }
        if !self.arguments.as_due {
            let weeks = left.max(WEEKS_AHEAD);
            let ahead = Ahead { weeks, promised: self.promised.clone(), fixed_later: reading.fixed_later.clone() };
            self.promised.extend(put_off(&reading.problem, &ahead));
        }
        let problem = &reading.problem;
        let waiting = self.promised.iter().filter(|(request, to)| **to > week && problem.due(**request) > 0);
        let last = week.date(Day::ALL[6]);
        let called_off = waiting.map(|(request, _)| format!("{}@{week}/{last}", problem[*request].code));
        against.disruptions.cancelled = called_off.collect();
        if against.disruptions.cancelled.is_empty() { Ok(reading) } else { read_against(folder, week, &against) }
    }

    fn say_what_was_put_off(&self, planned: &mut PlannedWeek<'_>) {
        let week = planned.problem.week();
        for unplaced in &mut planned.unplaced {
            unplaced.put_off_to = self.promised.get(&unplaced.request).copied().filter(|to| *to > week);
        }
    }

    /// Goes on as if what is planned had been held.
    fn follow(&mut self, planned: &PlannedWeek<'_>) {
        let sessions = &planned.rota.sessions;
        self.held.extend(sessions.iter().map(|session| PastSession::held(planned.problem.week(), session)));
        for session in sessions {
            self.promised.remove(&session.request);
        }
    }

    fn write_overview(&self, out: &Path) -> Result<(), Failure> {
        let (table, text) = (out.join("overview.csv"), out.join("overview.txt"));
        write_file(&table, |to| write_overview_csv(&self.overview, to)).map_err(Failure::file("write", &table))?;
        write_file(&text, |to| write_overview(&self.overview, to)).map_err(Failure::file("write", &text))
    }
}

//! Weeks that were planned one after the other, a line for each: how much is planned, who meets whom again and when, what it
//! costs.

use std::io;

use serde::Serialize;

use super::view::{SessionView, UnplacedView, WeekView, joined};
use super::visible::visible;
use crate::domain::{PastSite, PriorityClass};

/// What is said of one week of several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OverviewWeek {
    /// Its Monday.
    pub week: String,
    /// Sessions due.
    pub sessions_due: u32,
    /// Sessions planned.
    pub sessions_planned: usize,
    /// Those that were put off, as `R0123@2026-12-14;…` with the week that each was put off to.
    pub put_off: String,
    /// Court-ordered sessions that are unplaced.
    pub court_unplaced: usize,
    /// Sessions of families with a main worker.
    pub main_worker_known: usize,
    /// Those with that worker.
    pub with_main_worker: usize,
    /// Sessions of families with a usual slot.
    pub usual_slot_known: usize,
    /// Those at a usual day, start and site.
    pub in_usual_slot: usize,
    /// Paid minutes of all workers.
    pub paid_minutes: i32,
    /// Minutes of workers' travel.
    pub travel_minutes: i32,
    /// What the rota costs.
    pub objective: i64,
    /// What no rota of the week costs less than.
    pub bound: i64,
}

impl OverviewWeek {
    /// Sums up a planned week.
    #[must_use]
    pub fn new(view: &WeekView<'_>) -> Self {
        let (problem, figures) = (view.problem(), &view.figures);
        let usual = view.sessions.iter().filter(|seen| !problem.usual_slots(seen.session.request).is_empty());
        let of_court = |unplaced: &&UnplacedView| unplaced.class == PriorityClass::Court;
        Self {
            week: problem.week().to_string(),
            sessions_due: problem.sessions_due(),
            sessions_planned: view.sessions_planned(),
            put_off: put_off(view),
            court_unplaced: view.unplaced.iter().filter(of_court).count(),
            main_worker_known: figures.with_main_worker_known,
            with_main_worker: figures.with_main_worker,
            usual_slot_known: usual.clone().count(),
            in_usual_slot: usual.filter(|seen| is_usual(view, seen)).count(),
            paid_minutes: figures.workers.paid.0,
            travel_minutes: figures.workers.travel.0,
            objective: view.planned.cost.total().0,
            bound: view.planned.bound.0,
        }
    }

    fn put_off(&self) -> impl Iterator<Item = &str> {
        self.put_off.split(';').filter(|one| !one.is_empty())
    }
}

fn put_off(view: &WeekView<'_>) -> String {
    let to = |line: &UnplacedView| {
        let code = &view.problem()[line.unplaced.request].code;
        line.unplaced.put_off_to.map(|week| format!("{code}@{week}"))
    };
    joined(view.unplaced.iter().filter_map(to))
}

fn is_usual(view: &WeekView<'_>, seen: &SessionView<'_>) -> bool {
    let session = seen.session;
    let is_there = |site: PastSite| site == PastSite::Unknown || site == PastSite::Known(session.site);
    let mut slots = view.problem().usual_slots(session.request).iter();
    slots.any(|slot| (slot.day, slot.start) == (session.day, session.start) && is_there(slot.site))
}

/// Writes a row for each week.
///
/// # Errors
/// If writing fails.
pub fn write_overview_csv(weeks: &[OverviewWeek], to: impl io::Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(to);
    for week in weeks {
        csv.serialize(week)?;
    }
    csv.flush()
}

/// Writes the weeks for people to read, with the sums at the end.
///
/// # Errors
/// If writing fails.
pub fn write_overview(weeks: &[OverviewWeek], mut to: impl io::Write) -> io::Result<()> {
    let share =
        |part: usize, of: usize| (part * 100).checked_div(of).map_or("–".to_owned(), |share| format!("{share} %"));
    let heads = ["week", "planned", "put off", "main worker", "usual slot", "paid h", "cost"];
    let [week, planned, put_off, main, usual, paid, cost] = heads;
    writeln!(to, "{week:<12}{planned:>11}{put_off:>9}{main:>13}{usual:>12}{paid:>9}{cost:>10}")?;
    for one in weeks {
        let planned = format!("{}/{}", one.sessions_planned, one.sessions_due);
        let main = share(one.with_main_worker, one.main_worker_known);
        let usual = share(one.in_usual_slot, one.usual_slot_known);
        let (paid, put_off) = (one.paid_minutes / 60, one.put_off().count());
        writeln!(to, "{:<12}{planned:>11}{put_off:>9}{main:>13}{usual:>12}{paid:>9}{:>10}", one.week, one.objective)?;
    }
    let sum = |value: fn(&OverviewWeek) -> usize| weeks.iter().map(value).sum::<usize>();
    let (main, known) = (sum(|one| one.with_main_worker), sum(|one| one.main_worker_known));
    let (usual, slots) = (sum(|one| one.in_usual_slot), sum(|one| one.usual_slot_known));
    writeln!(to, "\nwith the main worker: {main} of {known} ({})", share(main, known))?;
    writeln!(to, "in a usual slot: {usual} of {slots} ({})", share(usual, slots))?;
    write_put_off(weeks, to)
}

/// What was put off, and to which week, so that nobody wonders where it went.
fn write_put_off(weeks: &[OverviewWeek], mut to: impl io::Write) -> io::Result<()> {
    let put_off: Vec<&OverviewWeek> = weeks.iter().filter(|one| one.put_off().next().is_some()).collect();
    if !put_off.is_empty() {
        writeln!(to, "\nput off so that the work of the weeks is even:")?;
    }
    for week in put_off {
        let each = week.put_off().filter_map(|one| one.rsplit_once('@'));
        let each: Vec<String> = each.map(|(request, week)| format!("`{}` to {week}", visible(request))).collect();
        writeln!(to, "  {}: {}", week.week, each.join(", "))?;
    }
    Ok(())
}

//! Weeks as columns, with what they really cost: of given sessions, of a plan, and of the days of a mix.

use std::collections::BTreeMap;

use crate::domain::{Day, Minutes, WorkerId};
use crate::model::DemandId;
use crate::solve::bound::MILLI;
use crate::solve::bound::columns::{Column, Columns, share_of_cost, worked};
use crate::solve::bound::lagrangian::Relaxation;
use crate::solve::bound::master::Mix;
use crate::solve::draft::Plan;

use super::Sessions;

/// The day under which weeks are filed among columns.
pub(crate) const WEEK: Day = Day::ALL[0];
/// How many weeks of each worker are made of the days of a mix to begin with.
const FIRST_WEEKS: u32 = 20;
/// With more sessions due than this, an answer of a master of weeks takes minutes.
const MOST_SESSIONS: u32 = 800;

impl Relaxation<'_> {
    /// The weeks of a plan, and its sessions that need no worker.
    pub(super) fn weeks_of_plan(&self, plan: &Plan) -> Columns {
        let mut weeks: BTreeMap<WorkerId, Sessions> = BTreeMap::new();
        let mut columns = Columns::default();
        for (index, seats) in plan.iter().enumerate() {
            for seat in seats {
                let session = (DemandId::new(index), seat.placement);
                seat.workers.iter().for_each(|&worker| weeks.entry(worker).or_default().push(session));
                if seat.workers.is_empty() {
                    let placement = &self.model.demands()[index].placements[seat.placement];
                    columns.add_week(Some(Column::unstaffed(placement, session)));
                }
            }
        }
        for (worker, sessions) in weeks {
            columns.add_week(self.week(worker, sessions));
        }
        columns
    }

    /// The week of a worker with these sessions; `None` if it cannot be worked.
    pub(super) fn week(&self, worker: WorkerId, mut sessions: Sessions) -> Option<Column> {
        sessions.sort_unstable();
        let due = |id: DemandId| self.model.demands()[id.index()].due as usize;
        if sessions.chunk_by(|(one, _), (other, _)| one == other).any(|of_one| of_one.len() > due(of_one[0].0)) {
            return None;
        }
        let (mut cost, mut paid) = (0, Minutes::ZERO);
        for (day, of_day) in self.days_of_week(&sessions) {
            let (of_worker, minutes) = worked(self.model, worker, day, &of_day)?;
            let placements = of_day.iter().map(|&(id, index)| share_of_cost(self.model, id, index));
            cost += of_worker.0 * MILLI + placements.sum::<i64>();
            paid += minutes;
        }
        cost += self.pay_beyond_duties(worker, i64::from(paid.0))?;
        Some(Column { worker: Some(worker), day: WEEK, sessions, cost, paid: Minutes::ZERO })
    }

    /// The sessions of a week by their dates, for those that have any.
    pub(super) fn days_of_week(&self, sessions: &[(DemandId, usize)]) -> impl Iterator<Item = (Day, Sessions)> {
        let of_day = |day: Day| {
            let is_then = |session: &&(DemandId, usize)| self.day_of(session.0, session.1) == day;
            (day, sessions.iter().filter(is_then).copied().collect())
        };
        Day::ALL.into_iter().map(of_day).filter(|(_, sessions): &(Day, Sessions)| !sessions.is_empty())
    }

    /// The date of a placement.
    pub(super) fn day_of(&self, id: DemandId, index: usize) -> Day {
        self.model.demands()[id.index()].placements[index].day
    }

    /// Whether weeks of workers raise the bound of days: somebody works on two dates, and there are not too many sessions for
    /// masters of weeks.
    pub(in crate::solve::bound) fn gains_by_weeks(&self) -> bool {
        self.model.problem().sessions_due() <= MOST_SESSIONS
            && self.model.problem().workers().any(|worker| self.working_dates(worker).count() > 1)
    }
}

/// Weeks to begin with: the days of a mix, those at the same share of each date together.
pub(super) fn weeks_of_mix(columns: &[Column], mix: &Mix) -> Vec<(WorkerId, Sessions)> {
    let mut of_worker: BTreeMap<WorkerId, [Vec<(&Column, f64)>; 7]> = BTreeMap::new();
    for &(number, share) in mix.of_columns.iter().filter(|(_, share)| *share > 1e-4) {
        let column = &columns[number];
        if let Some(worker) = column.worker {
            of_worker.entry(worker).or_default()[column.day.index()].push((column, share));
        }
    }
    let mut weeks = Vec::new();
    for (worker, mut dates) in of_worker {
        for date in &mut dates {
            date.sort_by(|(a, _), (b, _)| a.sessions.cmp(&b.sessions));
        }
        for number in 0..FIRST_WEEKS {
            let share = (f64::from(number) + 0.5) / f64::from(FIRST_WEEKS);
            weeks.push((worker, dates.iter().flat_map(|date| at_share(date, share)).copied().collect()));
        }
    }
    weeks
}

/// The sessions of the day at which the shares together exceed this one; none if they never do.
fn at_share<'a>(date: &[(&'a Column, f64)], share: f64) -> &'a [(DemandId, usize)] {
    let mut sum = 0.0;
    let exceeds = |(_, of_day): &&(&Column, f64)| {
        sum += of_day;
        sum > share
    };
    date.iter().find(exceeds).map_or(&[], |(column, _)| &column.sessions)
}

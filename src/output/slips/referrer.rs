//! The confirmation for the referrer: what was ordered, what is provided, what is not and why, and what falls due.

use std::borrow::Cow;

use chrono::{NaiveDate, TimeDelta};

use super::parent::is_first_meeting;
use super::place::{Place, When, sessions_of, workers};
use super::{Slip, SlipPage};
use crate::domain::{Minutes, PersonId, Problem, RequestId};
use crate::output::dates::working_days_after;
use crate::output::paper::{Paper, Table};
use crate::output::view::{SessionView, WeekView};

/// Working days in which a referrer is told, as Hertfordshire's public procedure has it.
const CONFIRMED_WITHIN: u32 = 2;

/// What a referrer may see: the people of the one request, what was ordered and what is provided, with workers and
/// reasons. No placement, no journey, no other family and nothing of the rest of the rota.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferrerSlip {
    request: String,
    children: String,
    adults: String,
    ordered: String,
    minutes: String,
    class: &'static str,
    booking_ends: String,
    /// When this must have been sent; nothing where the present is not known.
    send_by: String,
    agreement_needed: bool,
    sessions: Vec<ReferrerSession>,
    unplaced: Vec<Cow<'static, str>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct ReferrerSession {
    number: u32,
    when: When,
    place: Place,
    workers: String,
    /// How well the family knows the workers.
    ties: String,
    report_due: String,
}

impl ReferrerSlip {
    fn new(view: &WeekView<'_>, request: RequestId) -> Self {
        let problem = view.problem();
        let name = |problem: &Problem, person: PersonId| problem[person].name.clone();
        let unplaced = view.unplaced.iter().filter(|line| line.unplaced.request == request);
        Self {
            request: problem[request].code.clone(),
            children: view.children(request, name).replace(';', ", "),
            adults: view.adults(request, name).replace(';', ", "),
            ordered: problem[request].frequency.to_string(),
            minutes: problem[request].minutes.0.to_string(),
            class: problem[request].priority_class().word(),
            booking_ends: problem.booking_ends(request).map(|date| date.to_string()).unwrap_or_default(),
            send_by: send_by(problem).map(|date| date.to_string()).unwrap_or_default(),
            agreement_needed: is_first_meeting(view, request),
            sessions: sessions_of(view, request).map(|seen| ReferrerSession::new(view, seen)).collect(),
            unplaced: unplaced.map(|line| line.unplaced.sentence()).collect(),
        }
    }
}

/// The date by which a confirmation of what is planned now must be sent.
fn send_by(problem: &Problem) -> Option<NaiveDate> {
    let days = i64::from(problem.now()?.0.div_euclid(Minutes::DAY.0));
    let today = problem.week().monday().checked_add_signed(TimeDelta::days(days))?;
    Some(working_days_after(problem, today, CONFIRMED_WITHIN))
}

impl ReferrerSession {
    fn new(view: &WeekView<'_>, seen: &SessionView<'_>) -> Self {
        let problem = view.problem();
        let date = problem.week().date(seen.session.day);
        let ties: Vec<&str> = seen.workers.iter().map(|why| why.tie.words()).collect();
        Self {
            number: seen.number,
            when: When::of(view, seen),
            place: Place::of(view, seen),
            workers: workers(view, seen),
            ties: ties.join(", "),
            report_due: working_days_after(problem, date, problem.policy().report_working_days).to_string(),
        }
    }
}

impl Slip for ReferrerSlip {
    const COLUMNS: &'static [&'static str] = &[
        "request",
        "children",
        "adults",
        "session",
        "status",
        "date",
        "day",
        "start",
        "end",
        "place",
        "workers",
        "known",
        "report_due",
        "reason",
    ];

    fn all(view: &WeekView<'_>) -> Vec<Self> {
        let problem = view.problem();
        let due = problem.requests().filter(|&request| problem.due(request) > 0);
        due.map(|request| Self::new(view, request)).collect()
    }

    fn key(&self) -> String {
        self.request.clone()
    }

    fn rows(&self) -> Vec<Vec<String>> {
        let head = || [&self.request, &self.children, &self.adults].map(Clone::clone).into_iter();
        let planned = self.sessions.iter().map(|session| {
            let status = [session.number.to_string(), "planned".to_owned()];
            head().chain(status).chain(session.when.cells()).chain(session.tail()).chain([String::new()]).collect()
        });
        let first = self.sessions.len() + 1;
        let unplaced = self.unplaced.iter().zip(first..).map(|(reason, number)| {
            let blank = std::iter::repeat_n(String::new(), 8);
            head().chain([number.to_string(), "unplaced".to_owned()]).chain(blank).chain([reason.to_string()]).collect()
        });
        planned.chain(unplaced).collect()
    }

    fn page(&self) -> SlipPage {
        let row = |session: &ReferrerSession| session.when.shown().into_iter().chain(session.tail()).collect();
        let columns = ["day", "from", "to", "where", "with", "known", "report due"];
        let fact = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let mut facts = vec![
            fact("Children", &self.children),
            fact("Adults", &self.adults),
            fact("Ordered", &format!("{}, {} minutes each", self.ordered, self.minutes)),
            fact("Class", &self.class.replace('_', " ")),
        ];
        facts.extend((!self.send_by.is_empty()).then(|| fact("To be sent by", &self.send_by)));
        facts.extend((!self.booking_ends.is_empty()).then(|| fact("Booked until", &self.booking_ends)));
        SlipPage(Paper {
            title: format!("Confirmation of family time {}", self.request),
            facts,
            tables: vec![Table::new("Sessions this week", &columns, self.sessions.iter().map(row).collect())],
            notes: self.notes(),
            ..Paper::default()
        })
    }
}

impl ReferrerSlip {
    fn notes(&self) -> Vec<String> {
        let left_out = |reason: &Cow<'static, str>| {
            format!(
                "Not provided this week: one session ({reason}). Please arrange cover, or tell us what else would do."
            )
        };
        let agreement = self.agreement_needed.then(|| {
            "The family time agreement is still to be signed: the family comes early to talk it through.".to_owned()
        });
        let pass_on = "Please tell the child's family and carers.".to_owned();
        self.unplaced.iter().map(left_out).chain(agreement).chain([pass_on]).collect()
    }
}

impl ReferrerSession {
    fn tail(&self) -> [String; 4] {
        [self.place.text(), self.workers.clone(), self.ties.clone(), self.report_due.clone()]
    }
}

//! A request of an invented service, with all that the files say of it.

use chrono::NaiveDate;

use super::families::Family;
use super::times::Windows;
use crate::domain::{Frequency, LegalStatus, Minutes, Mode, PriorityClass};

/// A request for family time.
#[derive(Clone, Debug)]
pub(super) struct Request {
    /// Its id; given once all families are drawn.
    pub(super) id: String,
    /// The position of its family.
    pub(super) family: usize,
    /// Which adults of the family come, by position.
    pub(super) adults: std::ops::Range<usize>,
    /// The priority class, from which the flags below follow.
    pub(super) class: PriorityClass,
    /// The legal status.
    pub(super) status: LegalStatus,
    /// How often.
    pub(super) frequency: Frequency,
    /// Sessions due in the planning week.
    pub(super) due: usize,
    /// How many weeks ago the last session was, for what is not held every week; else 1.
    pub(super) last: u32,
    /// For how many weeks it has gone on; 0 for one that begins in the planning week.
    pub(super) began: u32,
    /// How long a session lasts.
    pub(super) minutes: Minutes,
    /// Where.
    pub(super) mode: Mode,
    /// Whether it maintains links in long-term care.
    pub(super) long_term: bool,
    /// Workers for each session.
    pub(super) workers: usize,
    /// The reference of an authorisation.
    pub(super) authorised: Option<String>,
    /// Whether the area of its venue is wished for.
    pub(super) wants_area: bool,
    /// The only venues allowed, by position; none if all are.
    pub(super) venues: Vec<usize>,
    /// Whether the nearest venue is wished for.
    pub(super) prefers_nearest: bool,
    /// The feature that the room must have.
    pub(super) needs: Option<&'static str>,
    /// The skill that the worker must have.
    pub(super) skill: Option<&'static str>,
    /// A worker who must not do it, by position.
    pub(super) not_worker: Option<usize>,
    /// Whether the risk is high.
    pub(super) high_risk: bool,
    /// Whether the worker takes the children.
    pub(super) transport: bool,
    /// Whether sessions in school hours are agreed.
    pub(super) school_time: bool,
    /// The windows that hold.
    pub(super) windows: Option<Windows>,
    /// The windows wished for.
    pub(super) prefers: Option<Windows>,
    /// First date of the booking.
    pub(super) first: Option<NaiveDate>,
    /// Last date of the booking.
    pub(super) ends: Option<NaiveDate>,
    /// First date of a suspension without end.
    pub(super) suspended_from: Option<NaiveDate>,
}

impl Request {
    /// A plain request in a venue, due this often.
    pub(super) fn new(class: PriorityClass, adults: std::ops::Range<usize>, per_week: usize, minutes: i32) -> Self {
        Self {
            id: String::new(),
            family: 0,
            adults,
            class,
            status: LegalStatus::InterimCareOrder,
            frequency: Frequency::PerWeek(u32::try_from(per_week).expect("at most 7")),
            due: per_week,
            last: 1,
            began: 0,
            minutes: Minutes(minutes),
            mode: Mode::Venue,
            long_term: false,
            workers: 1,
            authorised: None,
            wants_area: false,
            venues: Vec::new(),
            prefers_nearest: false,
            needs: None,
            skill: None,
            not_worker: None,
            high_risk: false,
            transport: false,
            school_time: false,
            windows: None,
            prefers: None,
            first: None,
            ends: None,
            suspended_from: None,
        }
    }

    /// Whether it is due every week.
    pub(super) fn is_weekly(&self) -> bool {
        matches!(self.frequency, Frequency::PerWeek(_))
    }

    /// Sessions in a week in which it is due.
    pub(super) fn sessions(&self) -> usize {
        match self.frequency {
            Frequency::PerWeek(sessions) => sessions as usize,
            Frequency::EveryWeeks(_) | Frequency::PerYear(_) => 1,
        }
    }

    /// Weeks from one session to the next.
    pub(super) fn every_weeks(&self) -> u32 {
        match self.frequency {
            Frequency::PerWeek(_) => 1,
            Frequency::EveryWeeks(weeks) => weeks,
            // At least the number that the rule asks for, so that no year has one too many.
            Frequency::PerYear(sessions) => 52_u32.div_ceil(sessions),
        }
    }

    /// Weeks in which an earlier session means that none is due.
    pub(super) fn quiet_weeks(&self) -> u32 {
        match self.frequency {
            Frequency::PerWeek(_) => 0,
            Frequency::EveryWeeks(weeks) => weeks - 1,
            Frequency::PerYear(sessions) => 52 / sessions - 1,
        }
    }

    /// Whether it begins in the planning week.
    pub(super) fn is_new(&self) -> bool {
        self.began == 0
    }

    /// People in the room.
    pub(super) fn people(&self, family: &Family) -> usize {
        family.children.len() + self.adults.len() + self.workers
    }

    /// Whether it takes a room after school.
    pub(super) fn is_after_school(&self, family: &Family) -> bool {
        self.mode == Mode::Venue && !self.school_time && at_school(family)
    }
}

/// Whether school binds a child of the family.
pub(super) fn at_school(family: &Family) -> bool {
    family.children.iter().any(|child| child.stage.at_school())
}

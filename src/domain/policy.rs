//! Every number of the service's policy, with its default.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::interval::Interval;
use super::person::{AgeBand, Education};
use super::quantity::Minutes;

/// The service's policy. Minutes are 0 and up unless stated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Sessions start at multiples of this since midnight, 1 to 1440.
    pub grid: Minutes,
    /// A room stays held this long after a session.
    pub turnaround: Minutes,
    /// A worker is there this long before a session.
    pub arrival: Minutes,
    /// A worker stays this long after a session.
    pub handover: Minutes,
    /// Extra time before a session whose agreement is needed.
    pub agreement: Minutes,
    /// Paid time to record each session.
    pub recording: Minutes,
    /// Kept free before and after school.
    pub after_school: Minutes,
    /// Longest run of tasks without a break.
    pub break_after: Minutes,
    /// A gap this long, travel apart, is a break.
    pub break_length: Minutes,
    /// Length of a booking whose end is not given, in weeks, 1 and up.
    pub booking_weeks: u32,
    /// Notice to arrange a session, in hours.
    pub notice_hours: u32,
    /// Weeks of history in which workers become familiar.
    pub history_weeks: u32,
    /// Weeks of history in which slots become usual.
    pub pattern_weeks: u32,
    /// Paid minutes above this share of the contract are a strain, in per cent.
    pub strain_percent: u32,
    /// Speed by car in km/h, 1 and up.
    pub car_kmh: u32,
    /// Speed by public transport in km/h, 1 and up.
    pub transit_kmh: u32,
    /// Road distance in per cent of the straight line.
    pub detour_percent: u32,
    /// Added to every journey.
    pub leg: Minutes,
    /// Whether venues close on bank holidays.
    pub closed_on_bank_holidays: bool,
    /// Bank holidays besides the standing rules of England and Wales.
    pub extra_bank_holidays: BTreeSet<NaiveDate>,
    /// Working days after a session by which its report is due.
    pub report_working_days: u32,
    /// Bookings that end within this many weeks are listed for review.
    pub review_weeks: u32,
    /// What a family is paid for a mile by car, in pence.
    pub mileage_pence: u32,
    /// What a worker is paid for a mile by car, in pence.
    pub worker_mileage_pence: u32,
    /// School hours by education, for children without their own.
    pub school_hours: SchoolHours,
    /// Levels of family time.
    pub levels: Levels,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            grid: Minutes(15),
            turnaround: Minutes(15),
            arrival: Minutes(10),
            handover: Minutes(10),
            agreement: Minutes(15),
            recording: Minutes(30),
            after_school: Minutes(30),
            break_after: Minutes(360),
            break_length: Minutes(20),
            booking_weeks: 12,
            notice_hours: 24,
            history_weeks: 12,
            pattern_weeks: 4,
            strain_percent: 85,
            car_kmh: 40,
            transit_kmh: 18,
            detour_percent: 130,
            leg: Minutes(5),
            closed_on_bank_holidays: true,
            extra_bank_holidays: BTreeSet::new(),
            report_working_days: 5,
            review_weeks: 3,
            mileage_pence: 14,
            worker_mileage_pence: 45,
            school_hours: SchoolHours::default(),
            levels: Levels::default(),
        }
    }
}

/// School hours by education, in minutes of the day; `None` binds no child.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SchoolHours {
    /// At nursery.
    pub nursery: Option<Interval>,
    /// At primary school.
    pub primary: Option<Interval>,
    /// At secondary school.
    pub secondary: Option<Interval>,
}

impl SchoolHours {
    /// The hours of an education.
    #[must_use]
    pub fn of(&self, education: Education) -> Option<Interval> {
        match education {
            Education::None => None,
            Education::Nursery => self.nursery,
            Education::Primary => self.primary,
            Education::Secondary => self.secondary,
        }
    }
}

impl Default for SchoolHours {
    fn default() -> Self {
        let until = |from| Some(Interval::new(Minutes(from), Minutes(15 * 60 + 15)));
        Self { nursery: None, primary: until(8 * 60 + 45), secondary: until(8 * 60 + 30) }
    }
}

/// How much family time a child of an age band gets without a court order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Level {
    /// Most dates a week, 0 to 7.
    pub days: u32,
    /// Most minutes a day.
    pub minutes: Minutes,
}

/// How much family time there is in long-term care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LongTermLevel {
    /// Most sessions in 52 weeks.
    pub per_year: u32,
    /// Most minutes a day.
    pub minutes: Minutes,
    /// Most minutes a day in the community.
    pub community_minutes: Minutes,
}

/// All levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Levels {
    /// Under one year.
    pub under_1: Level,
    /// One year up to school.
    pub pre_school: Level,
    /// Primary school.
    pub primary: Level,
    /// Secondary school.
    pub secondary: Level,
    /// Long-term care.
    pub long_term: LongTermLevel,
}

impl Levels {
    /// The level of an age band.
    #[must_use]
    pub fn of(&self, band: AgeBand) -> Level {
        match band {
            AgeBand::Under1 => self.under_1,
            AgeBand::PreSchool => self.pre_school,
            AgeBand::Primary => self.primary,
            AgeBand::Secondary => self.secondary,
        }
    }
}

impl Default for Levels {
    fn default() -> Self {
        let level = |days, minutes| Level { days, minutes: Minutes(minutes) };
        Self {
            under_1: level(3, 120),
            pre_school: level(3, 90),
            primary: level(2, 90),
            secondary: level(1, 90),
            long_term: LongTermLevel { per_year: 6, minutes: Minutes(90), community_minutes: Minutes(180) },
        }
    }
}

//! The people of an invented service: children by stage of life, the adults whom they meet, and where they live.

use chrono::{Days, NaiveDate};

use super::places::Point;
use super::random::Chance;
use super::school_year::{first_day, years_before};
use super::times::interval;
use crate::domain::{Interval, Policy, Week};

/// A stage of childhood, youngest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    /// Under one year.
    Infant,
    /// One or two.
    Toddler,
    /// Three, at a nursery.
    Nursery,
    /// Four to ten, at primary school.
    Primary,
    /// Eleven to thirteen, at secondary school.
    Secondary,
    /// Fourteen or fifteen.
    Teenager,
}

impl Stage {
    /// Whether school binds the child's day.
    pub(super) fn at_school(self) -> bool {
        self >= Self::Primary
    }

    /// The education as the files write it.
    pub(super) fn education(self) -> &'static str {
        match self {
            Self::Infant | Self::Toddler => "none",
            Self::Nursery => "nursery",
            Self::Primary => "primary",
            Self::Secondary | Self::Teenager => "secondary",
        }
    }

    /// The first and last possible dates of birth.
    fn births(self, week: Week) -> (NaiveDate, NaiveDate) {
        let (year, monday) = (first_day(week), week.monday());
        let before = |years: i32| years_before(year, years) - Days::new(1);
        match self {
            Self::Infant => (monday - Days::new(330), monday - Days::new(28)),
            Self::Toddler => (monday - Days::new(1000), monday - Days::new(370)),
            Self::Nursery => (years_before(year, 4), before(3)),
            Self::Primary => (years_before(year, 11), before(4)),
            Self::Secondary => (years_before(year, 13), before(11)),
            Self::Teenager => (years_before(year, 15), monday - Days::new(14 * 366)),
        }
    }

    /// Hours of a school that differ from the policy's: a few do.
    fn own_hours(self, chance: &mut Chance) -> Option<Interval> {
        let (percent, hours): (usize, &[&str]) = match self {
            Self::Infant | Self::Toddler => (0, &[]),
            Self::Nursery => (30, &["09:00-12:00", "09:00-12:00", "12:30-15:30"]),
            Self::Primary => (14, &["08:50-15:20", "08:40-15:10", "08:45-15:00", "09:00-15:30"]),
            Self::Secondary | Self::Teenager => (16, &["08:30-14:50", "08:25-15:05", "08:40-15:20"]),
        };
        chance.percent(percent).then(|| interval(chance.pick(hours)))
    }
}

/// A child.
#[derive(Clone, Debug)]
pub(super) struct Child {
    /// Its id; given once all families are drawn.
    pub(super) id: String,
    /// The stage of life.
    pub(super) stage: Stage,
    /// Date of birth.
    pub(super) born: NaiveDate,
    /// School hours of its own.
    pub(super) own_hours: Option<Interval>,
    /// The placement.
    pub(super) home: Point,
}

impl Child {
    /// Hours in which school binds the child.
    pub(super) fn school_hours(&self) -> Option<Interval> {
        let hours = Policy::default().school_hours;
        let usual = match self.stage.education() {
            "primary" => hours.primary,
            "secondary" => hours.secondary,
            _ => None,
        };
        self.own_hours.or(usual)
    }
}

/// An adult of a family.
#[derive(Clone, Debug)]
pub(super) struct Adult {
    /// The id; given once all families are drawn.
    pub(super) id: String,
    /// Who it is to the children.
    pub(super) relation: &'static str,
    /// Home.
    pub(super) home: Point,
    /// Whether the adult comes by bus or train.
    pub(super) by_transit: bool,
}

/// A family.
#[derive(Clone, Debug)]
pub(super) struct Family {
    /// The venue that is nearest to what most of it calls home.
    pub(super) near: usize,
    /// The children, oldest first.
    pub(super) children: Vec<Child>,
    /// The adults.
    pub(super) adults: Vec<Adult>,
    /// Whether the first two adults must not meet.
    pub(super) apart: bool,
}

/// Where the homes of a family may be: round a venue, some far from it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Neighbourhood {
    /// The venue.
    pub(super) venue: Point,
    /// Metres within which most live.
    pub(super) catchment: i32,
}

impl Neighbourhood {
    /// A home: nine in ten within the catchment, one in ten within twice that.
    fn home(self, chance: &mut Chance) -> Point {
        let metres = if chance.percent(10) { 2 * self.catchment } else { self.catchment };
        self.venue.somewhere_near(metres, chance)
    }
}

/// Children of these stages who live in a neighbourhood: seven in ten with the oldest.
pub(super) fn children(stages: &[Stage], week: Week, around: Neighbourhood, chance: &mut Chance) -> Vec<Child> {
    let first_home = around.home(chance);
    let mut children: Vec<Child> = Vec::new();
    for &stage in stages {
        let (earliest, latest) = stage.births(week);
        let days = usize::try_from((latest - earliest).num_days() + 1).expect("a stage has its dates in order");
        let home = if children.is_empty() || chance.percent(72) { first_home } else { around.home(chance) };
        let born = earliest + Days::new(chance.below(days) as u64);
        children.push(Child { id: String::new(), stage, born, own_hours: stage.own_hours(chance), home });
    }
    children.sort_by_key(|child| child.born);
    children
}

/// Adults of these relations: partners and grandfathers live with the one before them.
pub(super) fn adults(relations: &[&'static str], around: Neighbourhood, chance: &mut Chance) -> Vec<Adult> {
    let mut adults: Vec<Adult> = Vec::new();
    for &relation in relations {
        let with = adults.last().filter(|_| ["Partner", "Grandfather"].contains(&relation)).map(|other| other.home);
        let home = with.unwrap_or_else(|| around.home(chance));
        adults.push(Adult { id: String::new(), relation, home, by_transit: chance.percent(42) });
    }
    adults
}

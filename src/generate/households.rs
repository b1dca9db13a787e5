//! Kinds of family: which children and adults each has, and what family time it asks for. The shares follow the
//! two county folders of `data/`; the levels by age are the default policy's.

use super::families::Stage;
use super::random::Chance;
use super::requests::Request;
use crate::domain::PriorityClass;

/// A kind of family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Household {
    /// One infant.
    Infant,
    /// One child of one to three.
    PreSchool,
    /// One child at school.
    OneAtSchool,
    /// Brothers and sisters at school.
    Siblings,
    /// Brothers and sisters, one not yet at school.
    Mixed,
    /// One teenager.
    Teenager,
}

impl Household {
    const ALL: [Self; 6] =
        [Self::Infant, Self::PreSchool, Self::OneAtSchool, Self::Siblings, Self::Mixed, Self::Teenager];

    /// Any kind, by the shares of a priority class.
    pub(super) fn draw(class: PriorityClass, chance: &mut Chance) -> Self {
        let weights = match class {
            PriorityClass::Court => [36, 16, 22, 15, 10, 1],
            PriorityClass::Proceedings => [5, 22, 28, 20, 16, 9],
            PriorityClass::LookedAfter => [0, 4, 60, 32, 4, 0],
            PriorityClass::Spare => [0, 45, 55, 0, 0, 0],
        };
        Self::ALL[chance.weighted(&weights)]
    }

    /// The stages of its children.
    pub(super) fn stages(self, chance: &mut Chance) -> Vec<Stage> {
        let young = |chance: &mut Chance| chance.pick(&[Stage::Toddler, Stage::Toddler, Stage::Nursery]);
        let older = |chance: &mut Chance| chance.pick(&[Stage::Primary, Stage::Primary, Stage::Secondary]);
        match self {
            Self::Infant => vec![Stage::Infant],
            Self::PreSchool => vec![young(chance)],
            Self::OneAtSchool => vec![older(chance)],
            Self::Siblings => (0..chance.pick(&[2, 2, 2, 3])).map(|_| older(chance)).collect(),
            Self::Mixed if chance.percent(30) => vec![Stage::Primary, Stage::Primary, young(chance)],
            Self::Mixed => vec![Stage::Primary, young(chance)],
            Self::Teenager => vec![Stage::Teenager],
        }
    }

    /// Whether its parents live apart and see the children one by one: where the days of the level allow it, for the level
    /// is the child's over both parents.
    pub(super) fn is_apart(self, stages: &[Stage], class: PriorityClass, chance: &mut Chance) -> bool {
        let percent = match class {
            PriorityClass::Court | PriorityClass::Proceedings => 20,
            PriorityClass::LookedAfter => 10,
            PriorityClass::Spare => 0,
        };
        let has_days = class == PriorityClass::Court || stages.iter().all(|&stage| stage < Stage::Secondary);
        chance.percent(percent) && has_days
    }

    /// The adults who come together, where nobody must be kept apart.
    pub(super) fn relations(self, class: PriorityClass, chance: &mut Chance) -> &'static [&'static str] {
        let parents: &[&[&str]] =
            &[&["Mother"], &["Mother"], &["Father"], &["Mother", "Father"], &["Mother", "Partner"]];
        let kin: &[&[&str]] = &[&["Grandmother"], &["Aunt"], &["Grandmother", "Grandfather"], &["Brother of age"]];
        let is_kin = class == PriorityClass::LookedAfter && chance.percent(25);
        chance.pick(if is_kin { kin } else { parents })
    }

    /// Sessions a week and their minutes, within the level of the age unless a court orders more.
    pub(super) fn asks(self, stages: &[Stage], class: PriorityClass, chance: &mut Chance) -> (usize, i32) {
        let court = class == PriorityClass::Court;
        let secondary = stages.iter().any(|&stage| stage >= Stage::Secondary);
        match self {
            Self::Infant => (if court { 3 } else { 2 }, if court { 120 } else { chance.pick(&[90, 120]) }),
            Self::PreSchool if class == PriorityClass::Spare => (1, 60),
            Self::PreSchool => (chance.pick(&[1, 2, 2]), chance.pick(&[60, 90, 90])),
            Self::OneAtSchool | Self::Siblings | Self::Mixed => {
                let most = if secondary || class > PriorityClass::Proceedings { 1 } else { 2 };
                (if chance.percent(28) { most } else { 1 }, chance.pick(&[60, 60, 75, 90, 90]))
            }
            Self::Teenager => (1, chance.pick(&[60, 90])),
        }
    }

    /// The weekly requests of a family with these children, of at most `most` sessions a week together (1 and up): one
    /// for all of its adults, or one for each parent where they live apart.
    pub(super) fn requests(
        self,
        stages: &[Stage],
        (class, most): (PriorityClass, usize),
        adults: Adults,
        chance: &mut Chance,
    ) -> Vec<Request> {
        let (sessions, minutes) = self.asks(stages, class, chance);
        match adults {
            Adults::Together(count) => vec![Request::new(class, 0..count, sessions.min(most), minutes)],
            Adults::Apart if most == 1 => vec![Request::new(class, 0..1, 1, minutes)],
            Adults::Apart => {
                let alone = stages.len() == 1 && stages[0] < Stage::Primary;
                let first = if alone { sessions.min(2).min(most - 1) } else { 1 };
                let second = if minutes > 90 { 90 } else { 60 };
                vec![Request::new(class, 0..1, first, minutes), Request::new(class, 1..2, 1, second)]
            }
        }
    }
}

/// Whether the adults of a family come together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Adults {
    /// So many together.
    Together(usize),
    /// Two parents, one by one.
    Apart,
}

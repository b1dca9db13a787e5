//! A run against the same run of older results: better, the same or worse, and by how much. What differs in more than the
//! program is not compared, and the reason is given.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::record::{Found, Record, Results};

/// How a run stands to an older one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// In a word.
    pub verdict: Verdict,
    /// The older objective.
    pub before: Option<i64>,
    /// By how many per cent of the older objective the new one is higher; negative is better.
    pub percent: Option<f64>,
    /// By how many percentage points the gap is wider; negative is better.
    pub gap_points: Option<f64>,
}

/// The word for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// A lower objective, or the same with a higher bound; or a rota where there was none.
    Better,
    /// The same objective and bound.
    Same,
    /// A higher objective, or the same with a lower bound; or no rota where there was one.
    Worse,
    /// The reason why nothing can be said.
    NotComparable(String),
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Better => f.write_str("better"),
            Self::Same => f.write_str("same"),
            Self::Worse => f.write_str("worse"),
            Self::NotComparable(reason) => write!(f, "not comparable: {reason}"),
        }
    }
}

/// Compares a run with its like in older results.
#[must_use]
pub fn compare(new: &Record, old: &Results) -> Comparison {
    match old.runs.iter().find(|run| run.key == new.key) {
        Some(like) if like.input == new.input => judge(new.sound(), like.sound()),
        Some(_) => incomparable("other input"),
        None => incomparable(difference(new, old)),
    }
}

fn judge(new: Option<Found>, old: Option<Found>) -> Comparison {
    let verdict = match (new, old) {
        (Some(new), Some(old)) => match (new.objective, -new.bound).cmp(&(old.objective, -old.bound)) {
            std::cmp::Ordering::Less => Verdict::Better,
            std::cmp::Ordering::Equal => Verdict::Same,
            std::cmp::Ordering::Greater => Verdict::Worse,
        },
        (Some(_), None) => Verdict::Better,
        (None, Some(_)) => Verdict::Worse,
        (None, None) => Verdict::Same,
    };
    let both = new.zip(old);
    let percent = |new: Found, old: Found| {
        (old.objective > 0).then(|| 100.0 * (new.objective - old.objective) as f64 / old.objective as f64)
    };
    Comparison {
        verdict,
        before: old.map(|old| old.objective),
        percent: both.and_then(|(new, old)| percent(new, old)),
        gap_points: both.map(|(new, old)| 100.0 * (new.gap() - old.gap())),
    }
}

fn incomparable(reason: &str) -> Comparison {
    Comparison { verdict: Verdict::NotComparable(reason.to_owned()), before: None, percent: None, gap_points: None }
}

/// In what the nearest older run differs: the first of these that some run agrees up to.
fn difference(new: &Record, old: &Results) -> &'static str {
    let (key, runs) = (&new.key, &old.runs);
    let any = |like: &dyn Fn(&Record) -> bool| runs.iter().any(like);
    let folder = |run: &Record| run.key.folder == key.folder && run.key.week == key.week;
    let engine = |run: &Record| folder(run) && run.key.engine == key.engine;
    let limit = |run: &Record| engine(run) && run.key.limit == key.limit;
    let seed = |run: &Record| limit(run) && run.key.seed == key.seed;
    match () {
        () if any(&seed) => "other number of threads",
        () if any(&limit) => "other seed",
        () if any(&engine) => "other limit",
        () if any(&folder) => "engine not run before",
        () => "folder not run before",
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Comparison, Verdict, compare};
    use crate::bench::record::testing::record;
    use crate::bench::{Limit, Record, Results};

    fn against(new: &Record, old: Record) -> Comparison {
        compare(new, &Results { runs: vec![old], ..Results::begin() })
    }

    #[test]
    fn the_objective_decides_and_then_the_bound() {
        let new = record("a", "kintime", 100, 80);
        let verdict = |objective, bound| against(&new, record("a", "kintime", objective, bound)).verdict;
        assert_eq!(verdict(101, 100), Verdict::Better);
        assert_eq!(verdict(99, 0), Verdict::Worse);
        assert_eq!(
            (verdict(100, 79), verdict(100, 80), verdict(100, 81)),
            (Verdict::Better, Verdict::Same, Verdict::Worse)
        );
    }

    #[test]
    fn differences_are_per_cent_of_the_old_objective_and_points_of_the_gap() {
        let found = against(&record("a", "kintime", 150, 120), record("a", "kintime", 200, 150));
        assert_eq!((found.before, found.percent), (Some(200), Some(-25.0)));
        assert!((found.gap_points.unwrap() + 5.0).abs() < 1e-9, "{found:?}");
        assert_eq!(against(&record("a", "kintime", 5, 0), record("a", "kintime", 0, 0)).percent, None);
    }

    #[test]
    fn a_rota_is_better_than_none() {
        let (some, mut none) = (record("a", "kintime", 100, 80), record("a", "kintime", 0, 0));
        none.found = None;
        assert_eq!(against(&some, none.clone()).verdict, Verdict::Better);
        assert_eq!(against(&none, some.clone()).verdict, Verdict::Worse);
        assert_eq!(against(&none, none.clone()).verdict, Verdict::Same);
        let mut broken = record("a", "kintime", 1, 0);
        broken.defects.push("H4".to_owned());
        assert_eq!(against(&some, broken).verdict, Verdict::Better, "a rota that breaks a rule is none");
    }

    #[test]
    fn what_differs_in_more_than_the_program_is_not_compared() {
        let new = record("a", "kintime", 100, 80);
        let reason = |change: fn(&mut Record)| {
            let mut old = new.clone();
            change(&mut old);
            against(&new, old).verdict.to_string()
        };
        assert_eq!(reason(|old| old.input = "1".repeat(64)), "not comparable: other input");
        assert_eq!(reason(|old| old.key.threads = Some(2)), "not comparable: other number of threads");
        assert_eq!(reason(|old| old.key.seed = 2), "not comparable: other seed");
        assert_eq!(reason(|old| old.key.limit = Limit::Time(Duration::from_secs(1))), "not comparable: other limit");
        assert_eq!(reason(|old| old.key.engine = "x".to_owned()), "not comparable: engine not run before");
        assert_eq!(reason(|old| old.key.folder = "x".to_owned()), "not comparable: folder not run before");
    }
}

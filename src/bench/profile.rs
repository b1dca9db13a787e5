//! Performance profiles (Dolan, Moré 2002, doi:10.1007/s101070100263): for each engine the share of instances on which
//! its objective is within a ratio of the best that any engine found. An instance is a folder with a seed and a limit. Of
//! the paper, the measure is another: cost instead of time.

use std::collections::BTreeMap;

use super::record::{Key, Record};

/// The profile of one engine.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Profile {
    /// Whose.
    pub(super) engine: String,
    /// Ratios at which the share rises, from 1 up, each with the share from there on, 0 to 1.
    pub(super) steps: Vec<(f64, f64)>,
}

/// The profiles of all engines, in the order of their first run. Instances that no engine solved count for nobody.
pub(super) fn profiles(runs: &[Record]) -> Vec<Profile> {
    let instances = by_instance(runs);
    let solved = instances.values().filter(|runs| runs.iter().any(|run| run.sound().is_some())).count();
    let mut profiles: Vec<Profile> = Vec::new();
    for run in runs {
        if !profiles.iter().any(|profile| profile.engine == run.key.engine) {
            let ratios = ratios(&run.key.engine, instances.values());
            profiles.push(Profile { engine: run.key.engine.clone(), steps: steps(ratios, solved) });
        }
    }
    profiles
}

fn by_instance(runs: &[Record]) -> BTreeMap<String, Vec<&Record>> {
    let mut instances: BTreeMap<String, Vec<&Record>> = BTreeMap::new();
    for run in runs {
        let Key { folder, week, seed, limit, .. } = &run.key;
        instances.entry(format!("{folder} {week} {seed} {limit}")).or_default().push(run);
    }
    instances
}

/// The engine's ratios to the best, ascending, for the instances on which it found a sound rota.
fn ratios<'a>(engine: &str, instances: impl Iterator<Item = &'a Vec<&'a Record>>) -> Vec<f64> {
    let of_instance = |runs: &Vec<&Record>| {
        let best = runs.iter().filter_map(|run| run.sound()).map(|found| found.objective).min()?;
        let own = runs.iter().find(|run| run.key.engine == engine)?.sound()?.objective;
        Some(ratio(own, best))
    };
    let mut ratios: Vec<f64> = instances.filter_map(of_instance).collect();
    ratios.sort_by(f64::total_cmp);
    ratios
}

/// Against a best of nothing, only nothing is as good.
fn ratio(own: i64, best: i64) -> f64 {
    match (own, best) {
        (own, best) if own == best => 1.0,
        (_, 0) => f64::INFINITY,
        (own, best) => own as f64 / best as f64,
    }
}

fn steps(ratios: Vec<f64>, solved: usize) -> Vec<(f64, f64)> {
    let mut steps: Vec<(f64, f64)> = Vec::new();
    for (at, ratio) in ratios.into_iter().enumerate().filter(|(_, ratio)| ratio.is_finite()) {
        let share = (at + 1) as f64 / solved as f64;
        match steps.last_mut() {
            Some(last) if last.0 == ratio => last.1 = share,
            _ => steps.push((ratio, share)),
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::profiles;
    use crate::bench::record::testing::record;

    #[test]
    fn a_share_rises_where_a_ratio_is_reached() {
        let runs = [
            record("a", "one", 100, 0),
            record("a", "two", 110, 0),
            record("b", "one", 300, 0),
            record("b", "two", 200, 0),
            record("c", "one", 50, 0),
            record("c", "two", 50, 0),
        ];
        let found = profiles(&runs);
        let third = 1.0 / 3.0;
        assert_eq!((found[0].engine.as_str(), &found[0].steps), ("one", &vec![(1.0, 2.0 * third), (1.5, 1.0)]));
        assert_eq!((found[1].engine.as_str(), &found[1].steps), ("two", &vec![(1.0, 2.0 * third), (1.1, 1.0)]));
    }

    #[test]
    fn an_engine_without_a_sound_rota_never_gets_there() {
        let mut broken = record("a", "two", 1, 0);
        broken.defects.push("H1".to_owned());
        let mut nothing = record("b", "two", 1, 0);
        nothing.found = None;
        let runs = [record("a", "one", 100, 0), broken, record("b", "one", 0, 0), nothing, record("b", "three", 4, 0)];
        let found = profiles(&runs);
        assert_eq!(found[0].steps, [(1.0, 1.0)]);
        assert!(found[1].steps.is_empty() && found[2].steps.is_empty(), "{found:?}");
    }
}

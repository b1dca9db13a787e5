//! The best rota by brute force is feasible, and no other rota is both feasible and cheaper.

use kintime::rules::audit;

use crate::support::brute::best_rota;
use crate::support::random::Random;
use crate::support::tiny::{tiny_week, wild_rota};

#[test]
fn no_random_rota_beats_it() {
    for seed in 0..100 {
        let week = tiny_week(seed);
        let problem = week.problem();
        let best = best_rota(&problem);
        if let Some((cost, rota)) = &best {
            let audit = audit(&problem, rota);
            assert!(audit.is_feasible(), "week {seed}: {:?}", audit.violations);
            assert_eq!(audit.cost.total(), *cost);
        }
        let random = &mut Random::new(seed);
        for _ in 0..12 {
            let rota = wild_rota(random, &problem);
            let audit = audit(&problem, &rota);
            let beaten = audit.is_feasible() && best.as_ref().is_none_or(|(cost, _)| audit.cost.total() < *cost);
            assert!(!beaten, "week {seed}: {rota:?}");
        }
    }
}

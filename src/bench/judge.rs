//! What an answer is worth by the rules, and what in it must not be: broken rules, bounds above a rota's cost, values better
//! than what is proven. Each is said in a sentence with ids only.

use super::answer::Answer;
use super::expected::Published;
use super::record::{Found, Record};
use crate::domain::Problem;
use crate::output::visible;
use crate::rules::audit;

/// Breaches of rules that are told one by one.
const TOLD: usize = 10;

/// A judged answer: its figures, and its defects.
pub(super) fn judge(problem: &Problem, answer: &Answer, published: Option<&Published>) -> (Found, Vec<String>) {
    let audit = audit(problem, &answer.rota);
    let objective = audit.cost.total().0;
    let found = Found { sessions_planned: answer.rota.sessions.len(), objective, bound: answer.bound };
    let broken = audit.violations.iter().map(|breach| visible(&format!("{}: {}", breach.rule.code(), breach.text)));
    let mut defects = shortened(answer.form.iter().cloned().chain(broken).collect());
    let is_rota = defects.is_empty();
    if let Some(claimed) = answer.claimed.filter(|&claimed| claimed != objective) {
        defects.push(format!("its score says {claimed}, but by the rules the rota costs {objective}"));
    }
    if found.bound > objective && is_rota {
        defects.push(format!("its bound of {} is above the cost of its own rota, {objective}", found.bound));
    }
    if let Some(published) = published {
        defects.extend(against_published(found, published, is_rota));
    }
    (found, defects)
}

/// Where an answer contradicts what others have proven or found.
fn against_published(found: Found, published: &Published, is_rota: bool) -> Vec<String> {
    let best = published.best_known;
    let least = if published.proved { Some(best) } else { published.lower_bound };
    let mut defects = Vec::new();
    if let Some(least) = least.filter(|&least| is_rota && found.objective < least) {
        defects.push(format!("its objective of {} is below the proven {least}", found.objective));
    }
    if found.bound > best {
        defects.push(format!("its bound of {} is above the published rota of cost {best}", found.bound));
    }
    defects
}

fn shortened(mut defects: Vec<String>) -> Vec<String> {
    if defects.len() > TOLD {
        let more = defects.len() - TOLD;
        defects.truncate(TOLD);
        defects.push(format!("and {more} breaches more"));
    }
    defects
}

/// Finds bounds that a rota of another run on the same input refutes, and adds them to the defects of the run that claims
/// the bound. Called once, when all runs are over.
pub fn contradictions(runs: &mut [Record]) {
    let sound: Vec<(String, String, i64)> = runs
        .iter()
        .filter_map(|run| Some((run.key.folder.clone(), run.input.clone(), run.sound()?.objective)))
        .collect();
    for run in runs {
        let of_same = sound.iter().filter(|(folder, input, _)| *folder == run.key.folder && *input == run.input);
        let least = of_same.map(|&(_, _, objective)| objective).min();
        let Some((found, least)) = run.found.zip(least) else { continue };
        if found.bound > least && found.bound <= found.objective {
            run.defects.push(format!("its bound of {} is above the cost of another rota, {least}", found.bound));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Answer, contradictions, judge};
    use crate::bench::Published;
    use crate::bench::record::testing::record;
    use crate::domain::{Problem, Rota};
    use crate::rules::testing::{Fixture, good_rota};

    fn week() -> Problem {
        Fixture::new().problem()
    }

    fn good() -> Answer {
        Answer { rota: Rota { sessions: good_rota() }, ..Answer::default() }
    }

    fn defects(answer: &Answer, published: Option<&Published>) -> Vec<String> {
        judge(&week(), answer, published).1
    }

    #[test]
    fn a_good_rota_has_its_cost_by_the_rules_and_no_defects() {
        let (found, defects) = judge(&week(), &good(), None);
        assert_eq!((found.objective, found.sessions_planned, defects.len()), (0, good_rota().len(), 0));
    }

    #[test]
    fn a_broken_rule_a_wrong_score_and_a_refuted_bound_are_told() {
        let mut broken = good();
        broken.rota.sessions[1].room = broken.rota.sessions[0].room;
        assert!(defects(&broken, None)[0].starts_with("H4: "), "{:?}", defects(&broken, None));
        assert!(defects(&Answer { claimed: Some(5), ..good() }, None)[0].contains("says 5"));
        assert!(defects(&Answer { bound: 1, ..good() }, None)[0].contains("bound of 1"));
    }

    #[test]
    fn what_others_proved_holds() {
        let nothing = Answer::default();
        let cost = judge(&week(), &nothing, None).0.objective;
        let published = |best_known, lower_bound, proved| Published { best_known, lower_bound, proved };
        let told = |published: Published| defects(&nothing, Some(&published)).len();
        assert_eq!(told(published(cost + 1, None, true)), 1, "below a proven best");
        assert_eq!(told(published(cost + 1, None, false)), 0, "a better rota than any known is welcome");
        assert_eq!(told(published(cost + 1, Some(cost + 1), false)), 1, "below a proven bound");
        assert_eq!(told(published(cost, Some(cost), true)), 0);
        let bound = Answer { bound: 7, ..Answer::default() };
        assert_eq!(defects(&bound, Some(&published(6, None, false))).len(), 1, "a bound above a known rota");
    }

    #[test]
    fn a_bound_that_another_run_undercuts_is_a_defect_of_who_claims_it() {
        let mut runs = [record("a", "one", 100, 90), record("a", "two", 80, 70), record("b", "one", 10, 0)];
        contradictions(&mut runs);
        assert_eq!(runs.iter().map(|run| run.defects.len()).collect::<Vec<_>>(), [1, 0, 0]);
        let mut other_input = [record("a", "one", 100, 90), record("a", "two", 80, 70)];
        other_input[1].input = "1".repeat(64);
        contradictions(&mut other_input);
        assert!(other_input.iter().all(|run| run.defects.is_empty()));
    }

    #[test]
    fn many_breaches_are_told_in_short() {
        let form = (0..40).map(|line| format!("line {line}")).collect();
        let told = defects(&Answer { form, ..good() }, None);
        assert_eq!((told.len(), told[10].as_str()), (11, "and 30 breaches more"));
    }
}

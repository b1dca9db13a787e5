//! The headline figures in words: what is planned by class, continuity, journeys, use of rooms and workers, cost.

use serde::Serialize;

use super::words;
use crate::domain::{Cost, Term};
use crate::output::summary::grouped;
use crate::output::view::{Figures, WeekView};

/// A figure with what it says.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Figure {
    title: &'static str,
    value: String,
    notes: Vec<String>,
}

/// The sessions of one class as a bar.
#[derive(Clone, Debug, Serialize)]
pub(super) struct ClassBar {
    class: usize,
    words: &'static str,
    planned: usize,
    due: usize,
    /// Planned of due in tenths of a per cent.
    share: usize,
}

/// Every class with a session due, dearest first.
pub(super) fn class_bars(figures: &Figures) -> Vec<ClassBar> {
    let due = figures.classes.iter().filter(|figure| figure.due > 0);
    due.map(|figure| ClassBar {
        class: figure.class as usize,
        words: words::class(figure.class),
        planned: figure.planned,
        due: figure.due,
        share: figure.planned * 1000 / figure.due.max(1),
    })
    .collect()
}

/// The figures beside the bars.
pub(super) fn figures(view: &WeekView<'_>) -> Vec<Figure> {
    let figures = &view.figures;
    vec![continuity(figures), child_travel(figures), rooms(figures), workers(figures), cost(view)]
}

fn continuity(figures: &Figures) -> Figure {
    let (with, known) = (figures.with_main_worker, figures.with_main_worker_known);
    let strangers = words::count(figures.with_strangers_only, "session");
    Figure {
        title: "Continuity",
        value: percent(figures.continuity_percent()),
        notes: vec![format!("main worker on {with} of {known}"), format!("{strangers} with new workers only")],
    }
}

fn child_travel(figures: &Figures) -> Figure {
    let mean = figures.mean_child_journey();
    Figure {
        title: "Child journeys",
        value: mean.map_or_else(|| "none".to_owned(), |minutes| format!("{} min", minutes.0)),
        notes: vec!["on average, one way".to_owned(), format!("the longest: {} min", figures.longest_child_journey.0)],
    }
}

fn rooms(figures: &Figures) -> Figure {
    let (held, there) = figures.rooms;
    Figure {
        title: "Rooms",
        value: percent((held * 100).checked_div(there)),
        notes: vec![format!("held: {} of {} open hours", held / 60, there / 60)],
    }
}

fn workers(figures: &Figures) -> Figure {
    let (contracted, paid) = figures.contracted;
    let all = &figures.workers;
    Figure {
        title: "Workers",
        value: percent((paid.0 * 100).checked_div(contracted.0)),
        notes: vec![
            format!("paid: {} of {} contracted hours", paid.0 / 60, contracted.0 / 60),
            format!("{} h with families, {} h travel", all.contact.0 / 60, all.travel.0 / 60),
        ],
    }
}

fn cost(view: &WeekView<'_>) -> Figure {
    let (cost, bound) = (view.figures.objective, view.figures.bound);
    Figure { title: "Cost in points", value: grouped(cost.0), notes: nearness(view, cost, bound) }
}

fn nearness(view: &WeekView<'_>, cost: Cost, bound: Option<Cost>) -> Vec<String> {
    match bound {
        _ if !view.breaches.is_empty() => vec!["without meaning while rules are broken".to_owned()],
        None => vec!["how near to the best is not known".to_owned()],
        Some(bound) if bound == cost => vec!["no rota is better: proven".to_owned()],
        Some(bound) => vec![
            format!("proven: no rota costs less than {}", grouped(bound.0)),
            format!("at most {} % could be saved", tenths(gap(cost, bound))),
        ],
    }
}

/// What could be saved at most, in tenths of a per cent, rounded up.
fn gap(cost: Cost, bound: Cost) -> i64 {
    let (saved, cost) = ((cost - bound).0.max(0), cost.0.max(1));
    (saved * 1000 + cost - 1) / cost
}

fn tenths(number: i64) -> String {
    format!("{}.{}", number / 10, number % 10)
}

/// The cost of the week by term, dearest first, without those of nought.
pub(super) fn costs(view: &WeekView<'_>) -> Vec<(String, String)> {
    let mut terms: Vec<(Term, Cost)> = view.planned.cost.iter().filter(|(_, cost)| *cost != Cost::ZERO).collect();
    terms.sort_by_key(|&(term, cost)| (-cost, term));
    terms.into_iter().map(|(term, cost)| (words::term(term), grouped(cost.0))).collect()
}

fn percent<N: std::fmt::Display>(value: Option<N>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value} %"))
}

#[cfg(test)]
mod tests {
    use super::{gap, tenths};
    use crate::domain::Cost;

    #[test]
    fn what_could_be_saved_is_never_too_little() {
        assert_eq!(tenths(gap(Cost(1000), Cost(964))), "3.6");
        assert_eq!(tenths(gap(Cost(100_000), Cost(99_999))), "0.1");
        assert_eq!(tenths(gap(Cost(0), Cost(0))), "0.0");
    }
}

//! The cost of a week by what it is for: a bar for each scenario.

use super::super::results::{Findings, Results};
use super::super::words::whole;
use super::svg::{Anchor, Drawing, Scale};
use super::{Chart, rows_high, short, shown};
use crate::domain::Term;

const WIDTH: f64 = 1160.0;
const ROW: f64 = 26.0;
const TOP: f64 = 34.0;
const BARS: (f64, f64) = (330.0, 1060.0);

/// Terms that belong together, as people call them.
const GROUPS: [(&str, &[Term]); 5] = [
    ("sessions not met", &[Term::Unplaced]),
    ("not the usual worker or time", &[Term::Unfamiliar, Term::ExtraWorkers, Term::Pattern]),
    ("journeys", &[Term::ChildTravel, Term::AdultTravel, Term::WorkerTravel]),
    ("wishes", &[Term::Wishes, Term::Spacing, Term::Changes]),
    ("workers' hours", &[Term::Waiting, Term::Strain, Term::Overtime, Term::Agency]),
];

/// The chart.
pub(super) fn chart(results: &Results) -> Chart {
    let rows = shown(results);
    let height = TOP + rows_high(rows.len(), ROW) + 28.0;
    let mut drawing = Drawing::new(WIDTH, height, "Cost of a week by term and scenario");
    let scale = Scale::around(rows.iter().map(|one| one.cost.mean), BARS);
    for tick in scale.ticks() {
        drawing.line("grid", (scale.at(tick), TOP), (scale.at(tick), height - 28.0));
        drawing.text("small", (scale.at(tick), height - 10.0), Anchor::Middle, &whole(tick));
    }
    let mut x = BARS.0;
    for (group, (name, _)) in GROUPS.iter().enumerate() {
        drawing.rectangle(&format!("group{group}"), (x, 8.0), (12.0, 12.0), "");
        drawing.text("small", (x + 18.0, 18.0), Anchor::Start, name);
        x += 42.0 + rows_high(name.len(), 6.6);
    }
    for (at, one) in rows.iter().enumerate() {
        let middle = TOP + rows_high(at, ROW) + ROW / 2.0;
        drawing.text("label", (BARS.0 - 14.0, middle + 5.0), Anchor::End, &short(&one.name, 38));
        bar(&mut drawing, one, middle, scale);
    }
    Chart {
        title: "What a week costs, and for what".to_owned(),
        caption:
            "Points by the folder's own weights, the mean of the planned weeks. Every term by itself is in `whatif.json`."
                .to_owned(),
        is_wide: true,
        svg: drawing.finish(),
    }
}

fn bar(drawing: &mut Drawing, findings: &Findings, middle: f64, scale: Scale) {
    let mut from = 0.0;
    for (group, (name, terms)) in GROUPS.iter().enumerate() {
        let points: f64 = terms.iter().filter_map(|term| findings.terms.get(term.word())).sum();
        let (left, right) = (scale.at(from), scale.at(from + points));
        let meaning = format!("{}: {} points for {name}", findings.name, whole(points));
        drawing.rectangle(&format!("group{group}"), (left, middle - 9.0), (right - left, 18.0), &meaning);
        from += points;
    }
    drawing.text("small", (scale.at(from) + 8.0, middle + 4.0), Anchor::Start, &whole(from));
}

#[cfg(test)]
mod tests {
    use super::GROUPS;
    use crate::domain::Term;

    #[test]
    fn every_term_is_in_one_group() {
        let mut grouped: Vec<Term> = GROUPS.iter().flat_map(|(_, terms)| terms.iter().copied()).collect();
        grouped.sort();
        let mut all = Term::ALL.to_vec();
        all.sort();
        assert_eq!(grouped, all);
    }
}

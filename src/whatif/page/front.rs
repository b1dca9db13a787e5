//! The same worker against children's journeys: what other weights would choose.

use super::super::results::{Findings, Results};
use super::super::sweep::Kind;
use super::super::trades::trades;
use super::super::words::one_digit;
use super::svg::{Anchor, Drawing, Scale};
use super::{Chart, short};

const SIZE: (f64, f64) = (570.0, 380.0);

/// The chart, if weightings were looked at.
pub(super) fn chart(results: &Results) -> Option<Chart> {
    let points: Vec<&Findings> =
        results.scenarios.iter().filter(|one| matches!(one.kind, Kind::AsItIs | Kind::Weighting)).collect();
    if points.len() < 2 {
        return None;
    }
    let mut drawing = Drawing::new(SIZE.0, SIZE.1, "The same worker against children's journeys");
    let across = Scale::near(points.iter().map(|one| one.child_journey.mean), (60.0, SIZE.0 - 40.0));
    let up = Scale::near(points.iter().map(|one| one.continuity.mean), (SIZE.1 - 56.0, 24.0));
    for tick in up.ticks() {
        drawing.line("grid", (60.0, up.at(tick)), (SIZE.0 - 40.0, up.at(tick)));
        drawing.text("small", (52.0, up.at(tick) + 4.0), Anchor::End, &format!("{} %", one_digit(tick)));
    }
    for tick in across.ticks() {
        drawing.text("small", (across.at(tick), SIZE.1 - 36.0), Anchor::Middle, &one_digit(tick));
    }
    drawing.text("small", (SIZE.0 / 2.0, SIZE.1 - 12.0), Anchor::Middle, "minutes of a child's journey, one way");
    for one in &points {
        let at = (across.at(one.child_journey.mean), up.at(one.continuity.mean));
        let best = !points.iter().any(|other| beats(other, one));
        let class = if one.kind == Kind::AsItIs { "class0" } else { "class1" };
        let meaning = format!("{}: {} sessions met", one.name, one_digit(one.met_all.mean));
        drawing.dot(if best { class } else { "open" }, at, 6.0, &meaning);
        let anchor = if at.0 > SIZE.0 * 0.6 { (at.0 - 10.0, Anchor::End) } else { (at.0 + 10.0, Anchor::Start) };
        drawing.text("small", (anchor.0, at.1 - 6.0), anchor.1, &short(&one.name, 34));
    }
    Some(Chart {
        title: "The same worker, or a short journey?".to_owned(),
        caption: format!(
            "Up: sessions with the family's main worker. Across: journeys. Open: another weighting is as good in both and in \
             sessions met, and better in one. {}",
            trades(results).join(" ")
        ),
        is_wide: false,
        svg: drawing.finish(),
    })
}

/// Whether a point is as good as another in everything and better in something.
fn beats(one: &Findings, other: &Findings) -> bool {
    let values = |of: &Findings| [of.continuity.mean, -of.child_journey.mean, of.met_all.mean];
    let (a, b) = (values(one), values(other));
    a.iter().zip(b).all(|(a, b)| *a >= b) && a != b
}

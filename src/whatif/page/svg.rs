//! Drawings as SVG that may stand in a page: plain shapes with classes of the page's style, every text escaped. It knows no
//! chart.

use std::fmt::Write;

use minijinja::HtmlEscape;

/// A drawing under way.
pub(super) struct Drawing {
    width: f64,
    height: f64,
    name: String,
    body: String,
}

/// Where a text stands to its point.
#[derive(Clone, Copy)]
pub(super) enum Anchor {
    /// It begins there.
    Start,
    /// It is around it.
    Middle,
    /// It ends there.
    End,
}

impl Drawing {
    /// An empty drawing of this size in pixels, with a name for those who cannot see it.
    pub(super) fn new(width: f64, height: f64, name: &str) -> Self {
        Self { width, height, name: name.to_owned(), body: String::new() }
    }

    /// A straight line.
    pub(super) fn line(&mut self, class: &str, from: (f64, f64), to: (f64, f64)) {
        self.push(format_args!(
            "<line class=\"{class}\" x1=\"{:.1}\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\"/>",
            from.0, from.1, to.0, to.1
        ));
    }

    /// A line through points.
    pub(super) fn path(&mut self, class: &str, points: &[(f64, f64)]) {
        let points: Vec<String> = points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        self.push(format_args!("<polyline class=\"{class}\" points=\"{}\"/>", points.join(" ")));
    }

    /// A rectangle by its upper left corner and its size; what it means is told where the pointer rests on it.
    pub(super) fn rectangle(&mut self, class: &str, corner: (f64, f64), size: (f64, f64), meaning: &str) {
        let meaning =
            if meaning.is_empty() { String::new() } else { format!("<title>{}</title>", HtmlEscape(meaning)) };
        self.push(format_args!(
            "<rect class=\"{class}\" x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\">{meaning}</rect>",
            corner.0,
            corner.1,
            size.0.max(0.0),
            size.1.max(0.0)
        ));
    }

    /// A dot; what it means is told where the pointer rests on it.
    pub(super) fn dot(&mut self, class: &str, at: (f64, f64), radius: f64, meaning: &str) {
        let meaning = HtmlEscape(meaning);
        self.push(format_args!(
            "<circle class=\"{class}\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"{radius:.1}\"><title>{meaning}</title></circle>",
            at.0, at.1
        ));
    }

    /// A text on one line.
    pub(super) fn text(&mut self, class: &str, at: (f64, f64), anchor: Anchor, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let text = HtmlEscape(text);
        self.push(format_args!(
            "<text class=\"{class}\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\">{text}</text>",
            at.0, at.1
        ));
    }

    /// The whole drawing.
    pub(super) fn finish(self) -> String {
        let Self { width, height, name, body } = self;
        let name = HtmlEscape(&name);
        format!("<svg role=\"img\" aria-label=\"{name}\" viewBox=\"0 0 {width:.0} {height:.0}\">{body}</svg>")
    }

    fn push(&mut self, shape: std::fmt::Arguments<'_>) {
        self.body.write_fmt(shape).expect("writing to a string cannot fail");
    }
}

/// From values to pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scale {
    values: (f64, f64),
    pixels: (f64, f64),
}

impl Scale {
    /// A scale that shows all values and 0, with a little air, from one pixel to another.
    pub(super) fn around(values: impl Iterator<Item = f64>, pixels: (f64, f64)) -> Self {
        let (least, most) = values.fold((0.0_f64, 0.0_f64), |(least, most), value| (least.min(value), most.max(value)));
        let air = ((most - least) * 0.04).max(1e-9);
        let of = |value: f64, air: f64| if value == 0.0 { 0.0 } else { value + air };
        Self { values: (of(least, -air), of(most, air)), pixels }
    }

    /// A scale that shows all values closely, 0 or not.
    pub(super) fn near(values: impl Iterator<Item = f64> + Clone, pixels: (f64, f64)) -> Self {
        let least = values.clone().fold(f64::INFINITY, f64::min);
        let most = values.fold(f64::NEG_INFINITY, f64::max);
        if least > most {
            return Self { values: (0.0, 1.0), pixels };
        }
        let air = ((most - least) * 0.08).max(0.5);
        Self { values: (least - air, most + air), pixels }
    }

    /// The pixel of a value.
    pub(super) fn at(self, value: f64) -> f64 {
        let share = (value - self.values.0) / (self.values.1 - self.values.0).max(f64::MIN_POSITIVE);
        self.pixels.0 + share * (self.pixels.1 - self.pixels.0)
    }

    /// Round values across the scale, some four to eight of them.
    pub(super) fn ticks(self) -> Vec<f64> {
        let span = self.values.1 - self.values.0;
        let rough = 10_f64.powf((span / 5.0).log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0].map(|factor| factor * rough).into_iter().find(|step| span / step <= 7.0);
        let step = step.unwrap_or(10.0 * rough);
        let first = (self.values.0 / step).ceil();
        (0..12)
            .map(|number| (first + f64::from(number)) * step)
            .take_while(|&tick| tick <= self.values.1 + step * 1e-9)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Anchor, Drawing, Scale};

    #[test]
    fn texts_cannot_become_markup() {
        let mut drawing = Drawing::new(10.0, 10.0, "\"><b>");
        drawing.text("t", (0.0, 0.0), Anchor::End, "<i>&");
        drawing.dot("d", (0.0, 0.0), 1.0, "<u>");
        let svg = drawing.finish();
        assert!(!svg.contains("<b>") && !svg.contains("<i>") && !svg.contains("<u>"), "{svg}");
    }

    #[test]
    fn a_scale_holds_zero_and_has_round_ticks() {
        let scale = Scale::around([30.0, 70.0].into_iter(), (0.0, 100.0));
        assert!((scale.at(0.0) - 0.0).abs() < 1e-9 && scale.at(70.0) < 100.0);
        assert_eq!(scale.ticks(), [0.0, 20.0, 40.0, 60.0]);
        let both = Scale::around([-5.0, 5.0].into_iter(), (100.0, 0.0));
        assert!((both.at(0.0) - 50.0).abs() < 1e-9);
        assert!(Scale::around(std::iter::empty(), (0.0, 1.0)).ticks().len() < 13);
        assert!(Scale::near([7.0].into_iter(), (0.0, 1.0)).at(7.0) > 0.0);
    }
}

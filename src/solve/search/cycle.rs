//! How a guided search anneals: from warm to cool, and then again from the best plan, over and over. One that stays warm is
//! never at a good plan, one that stays cool never leaves it; every end of a cycle is a good plan of its own.

/// Steps of a cycle for each session due.
const STEPS: u64 = 300;
/// Steps between two plans that are remembered, at least, and how many are remembered of a longer cycle.
const BETWEEN: u64 = 500;
const REMEMBERED: u64 = 60;
/// Acceptance at the beginning and the end of a cycle, in points of cost.
const TEMPERATURE: (f64, f64) = (120.0, 5.0);
/// Every other cycle begins at this part of it: it looks around the best plan, where the others look for another.
const EVERY_OTHER: f64 = 0.25;
/// The cool part of a cycle begins here, 0 to 1.
const COOL: f64 = 2.0 / 3.0;

/// One cycle after the other, by the steps that a lane has taken.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cycle {
    steps: u64,
    scale: f64,
    /// Acceptance at the beginning, before it is multiplied, in points of cost.
    warm: f64,
}

impl Cycle {
    /// Cycles for a week with so many sessions due; acceptance is multiplied by `scale`, 0 to 1. The less of the run is left (0 to
    /// 1), the cooler a cycle begins.
    pub(crate) fn new(sessions: u32, scale: f64, left: f64) -> Self {
        let (warm, cool) = TEMPERATURE;
        Self { steps: STEPS * u64::from(sessions.max(1)), scale, warm: (warm * left).max(cool) }
    }

    /// Acceptance after so many steps, in points of cost.
    pub(crate) fn temperature(self, steps: u64) -> f64 {
        let is_every_other = !(steps / self.steps).is_multiple_of(2);
        let warm = if is_every_other { (self.warm * EVERY_OTHER).max(TEMPERATURE.1) } else { self.warm };
        warm * (TEMPERATURE.1 / warm).powf(self.part(steps)) * self.scale
    }

    /// Whether a cycle begins after so many steps.
    pub(crate) fn begins(self, steps: u64) -> bool {
        steps.is_multiple_of(self.steps)
    }

    /// Whether the plan after so many steps is to be remembered: now and then in the cool part.
    pub(crate) fn remembers(self, steps: u64) -> bool {
        let between = (self.steps / (3 * REMEMBERED)).next_multiple_of(BETWEEN).max(BETWEEN);
        steps.is_multiple_of(between) && self.part(steps) > COOL
    }

    #[allow(clippy::cast_precision_loss, reason = "a cycle is far shorter than 2^53 steps")]
    fn part(self, steps: u64) -> f64 {
        (steps % self.steps) as f64 / self.steps as f64
    }
}

#[cfg(test)]
mod tests {
    use super::{BETWEEN, Cycle};

    #[test]
    fn every_cycle_cools_and_begins_again() {
        let cycle = Cycle::new(10, 0.5, 1.0);
        let temperatures: Vec<f64> = (0..3000).map(|steps| cycle.temperature(steps)).collect();
        assert!((temperatures[0] - 60.0).abs() < 1e-9);
        assert!(temperatures.windows(2).all(|pair| pair[1] < pair[0]));
        assert!((temperatures[2999] - 2.5).abs() < 0.01);
        assert!((cycle.temperature(3000) - 15.0).abs() < 1e-9);
        assert!((cycle.temperature(6000) - 60.0).abs() < 1e-9);
        assert_eq!((0..9000).filter(|&steps| cycle.begins(steps)).collect::<Vec<u64>>(), [0, 3000, 6000]);
    }

    #[test]
    fn plans_of_the_cool_part_are_remembered() {
        let cycle = Cycle::new(10, 1.0, 1.0);
        let remembered: Vec<u64> = (0..6000).filter(|&steps| cycle.remembers(steps)).collect();
        assert_eq!(remembered, [5 * BETWEEN, 11 * BETWEEN]);
    }
}

//! Better multipliers step by step: the volume algorithm (Barahona, Anbil, Mathematical Programming 87, 2000,
//! 10.1007/s101070050002). Each step goes along an average of the slopes so far, from the best point; of the paper the
//! primal solution itself is not kept, only its row sums, which is what the average slope is.

use crate::domain::Cost;
use crate::model::{DemandId, Model};
use crate::solve::draft::{Draft, Plan};

use super::MILLI;
use super::lagrangian::{Effort, Evaluation, Relaxation, Slope, in_points};
use super::multipliers::Multipliers;

/// Paid minutes are counted in hours when steps are measured, so that one row does not outweigh all others.
const HOUR: f64 = 60.0;

/// An ascent under way.
#[derive(Debug)]
pub(crate) struct Ascent<'m> {
    relaxation: Relaxation<'m>,
    best: (i64, Multipliers),
    average: Option<Slope>,
    pace: f64,
    failures: u32,
    steps: u64,
}

impl<'m> Ascent<'m> {
    /// Begins at the prices that a plan suggests: a session is worth what it costs to have it.
    pub(crate) fn new(model: &'m Model<'m>, plan: &Plan) -> Self {
        let relaxation = Relaxation::new(model);
        let mut multipliers = Multipliers::new(model, &relaxation.rows);
        let mut draft = Draft::of_plan(model, plan);
        for (index, price) in multipliers.demands.iter_mut().enumerate() {
            *price = (*price).min(worth_in(&mut draft, DemandId::new(index)).0 * MILLI).max(0);
        }
        Self { relaxation, best: (i64::MIN, multipliers), average: None, pace: 1.0, failures: 0, steps: 0 }
    }

    /// The best bound so far; nothing is below 0.
    pub(crate) fn bound(&self) -> Cost {
        if self.best.0 == i64::MIN { Cost::ZERO } else { in_points(self.best.0).max(Cost::ZERO) }
    }

    /// One step towards an objective that is known to be reachable.
    pub(crate) fn step(&mut self, objective: Cost) {
        let multipliers = match &self.average {
            None => self.best.1.clone(),
            Some(average) => self.moved(average, objective),
        };
        let found = self.relaxation.evaluate(&multipliers, Effort::EXACT);
        self.steps += 1;
        self.learn(multipliers, found);
    }

    fn learn(&mut self, multipliers: Multipliers, found: Evaluation) {
        let average = match self.average.take() {
            None => found.slope.clone(),
            Some(average) => mix(&average, &found.slope, self.share()),
        };
        self.average = Some(average);
        if found.value > self.best.0 {
            let gain = found.value - self.best.0.max(0);
            self.best = (found.value, multipliers);
            self.failures = 0;
            if gain > 0 {
                self.pace = (self.pace * 1.1).min(2.0);
            }
        } else {
            self.failures += 1;
            if self.failures >= 8 {
                self.pace = (self.pace * 0.7).max(0.005);
                self.failures = 0;
            }
        }
    }

    /// How much the newest slope counts: less as the ascent settles.
    fn share(&self) -> f64 {
        if self.steps < 50 { 0.2 } else { 0.1 }
    }

    /// The multipliers one step from the best along the average slope, within their limits.
    fn moved(&self, average: &Slope, objective: Cost) -> Multipliers {
        let multipliers = &self.best.1;
        let target = as_f64(objective.0 * MILLI) * 1.002;
        let length = self.pace * (target - as_f64(self.best.0)).max(1.0) / self.norm(average).max(1e-9);
        let mut next = multipliers.clone();
        for ((price, slope), demand) in
            next.demands.iter_mut().zip(&average.demands).zip(self.relaxation.model.demands())
        {
            *price = shifted(*price, slope * length, demand.unplaced.0 * MILLI);
        }
        for ((price, slope), row) in next.rows.iter_mut().zip(&average.rows).zip(self.relaxation.rows.all()) {
            *price = shifted(*price, slope * length, row.most);
        }
        for (price, slope) in next.paid.iter_mut().zip(&average.paid) {
            *price = shifted(*price, slope / HOUR / HOUR * length, i64::MAX);
        }
        for (price, slope) in next.uses.iter_mut().flatten().flatten().zip(average.uses.iter().flatten().flatten()) {
            *price = shifted(*price, slope * length, i64::MAX);
        }
        next
    }

    /// The squared length of the slope, without what presses against a limit.
    fn norm(&self, average: &Slope) -> f64 {
        let multipliers = &self.best.1;
        let inside = |price: i64, slope: f64| if price == 0 && slope < 0.0 { 0.0 } else { slope * slope };
        let demands: f64 = average.demands.iter().zip(&multipliers.demands).map(|(s, &p)| inside(p, *s)).sum();
        let rows: f64 = average.rows.iter().zip(&multipliers.rows).map(|(s, &p)| inside(p, *s)).sum();
        let paid: f64 = average.paid.iter().zip(&multipliers.paid).map(|(s, &p)| inside(p, s / HOUR)).sum();
        let both = average.uses.iter().flatten().flatten().zip(multipliers.uses.iter().flatten().flatten());
        let uses: f64 = both.map(|(s, &p)| inside(p, *s)).sum();
        demands + rows + paid + uses
    }
}

/// What a demand's sessions cost each in a plan; what leaving one out costs where none is planned.
fn worth_in(draft: &mut Draft<'_>, id: DemandId) -> Cost {
    let demand = &draft.model().demands()[id.index()];
    if draft.left_out(id) > 0 || draft.seats(id).is_empty() {
        return demand.unplaced;
    }
    let with = draft.cost();
    let seat = draft.remove(id, 0);
    let without = draft.cost() - demand.unplaced;
    draft.insert(id, seat);
    with - without
}

fn shifted(price: i64, by: f64, most: i64) -> i64 {
    #[allow(clippy::cast_possible_truncation, reason = "steps are far below 2^63")]
    let by = by.round() as i64;
    (price + by).clamp(0, most)
}

fn mix(old: &Slope, new: &Slope, share: f64) -> Slope {
    let mix = |a: &f64, b: &f64| a * (1.0 - share) + b * share;
    let list = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| mix(a, b)).collect();
    let days = |(a, b): (&Vec<[f64; 7]>, &Vec<[f64; 7]>)| {
        a.iter().zip(b).map(|(a, b)| std::array::from_fn(|day| mix(&a[day], &b[day]))).collect()
    };
    Slope {
        demands: list(&old.demands, &new.demands),
        rows: list(&old.rows, &new.rows),
        paid: list(&old.paid, &new.paid),
        uses: old.uses.iter().zip(&new.uses).map(days).collect(),
    }
}

#[allow(clippy::cast_precision_loss, reason = "only a step length is wanted")]
fn as_f64(value: i64) -> f64 {
    value as f64
}

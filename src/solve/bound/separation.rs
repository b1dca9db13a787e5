//! Which cuts a mix of weeks oversteps. A cut on three rows can be overstepped only if they hold an odd number together, are
//! nearly full, and most weeks that have a session in one of them have one in another.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::Model;

use super::columns::Column;
use super::rows::Rows;
use super::subsets::{Holder, WHOLE, capacity, quarters};

/// Cuts are stated if they are overstepped by this at least.
const TOLERANCE: f64 = 0.04;
/// Rows that are further from full are in none.
const NEARLY_FULL: f64 = 0.9;
/// Two rows of a cut have weeks with so much in common, at least.
const IN_COMMON: f64 = 0.1;
/// So many cuts of one round may have a row in common.
const MOST_OF_A_ROW: usize = 4;

/// A row that is nearly full.
struct Full {
    holder: Holder,
    capacity: i64,
    /// By how much it is overstepped, where it may be.
    over: f64,
    /// How far it is from full.
    left: f64,
    /// The weeks that have sessions in it, and how many quarters each has.
    weeks: Vec<(usize, usize)>,
}

/// The three rows of each cut that a mix of these columns oversteps most, at most `most` of them.
pub(super) fn violated(
    model: &Model<'_>,
    rows: &Rows,
    columns: &[Column],
    shares: &[(usize, f64)],
    most: usize,
) -> Vec<[Holder; 3]> {
    let is_shared = |(number, share): &&(usize, f64)| *share > 1e-3 && columns[*number].worker.is_some();
    let weeks: Vec<(&Column, f64)> =
        shares.iter().filter(is_shared).map(|&(number, share)| (&columns[number], share)).collect();
    let full = full(model, rows, &weeks);
    let beside = beside(&full, &weeks);
    let mut scratch = vec![0; weeks.len()];
    let mut seen: FxHashSet<[usize; 3]> = FxHashSet::default();
    let mut found: Vec<(f64, [usize; 3])> = Vec::new();
    for (at, others) in beside.iter().enumerate() {
        for (place, &one) in others.iter().enumerate() {
            for &other in &others[place + 1..] {
                let mut three = [at, one, other];
                three.sort_unstable();
                let [a, b, c] = three.map(|at| &full[at]);
                let may_be = (a.capacity + b.capacity + c.capacity) % 2 == 1
                    && a.left + b.left + c.left < 1.0 - 2.0 * TOLERANCE
                    && !rows.subsets.has(&holders(&full, three));
                if may_be && seen.insert(three) {
                    let over = overstepped([a, b, c], &weeks, &mut scratch);
                    if over > TOLERANCE {
                        found.push((over, three));
                    }
                }
            }
        }
    }
    found.sort_by(|(a, one), (b, other)| b.total_cmp(a).then(one.cmp(other)));
    let mut uses = vec![0; full.len()];
    let mut chosen = Vec::new();
    for (_, three) in found {
        if chosen.len() < most && three.iter().all(|&at| uses[at] < MOST_OF_A_ROW) {
            three.iter().for_each(|&at| uses[at] += 1);
            chosen.push(holders(&full, three));
        }
    }
    chosen
}

fn holders(full: &[Full], three: [usize; 3]) -> [Holder; 3] {
    let mut holders = three.map(|at| full[at].holder);
    holders.sort_unstable();
    holders
}

/// The rows that are nearly full; of those with the same sessions of the same weeks the first, one that may not be overstepped if
/// there is one.
fn full(model: &Model<'_>, rows: &Rows, weeks: &[(&Column, f64)]) -> Vec<Full> {
    let mut sessions: FxHashMap<Holder, Vec<(usize, usize)>> = FxHashMap::default();
    for (week, (column, _)) in weeks.iter().enumerate() {
        let mut of_week: FxHashMap<Holder, usize> = FxHashMap::default();
        for &(id, index) in &column.sessions {
            let demand = &model.demands()[id.index()];
            let of_days = rows.on_day(id, demand.placements[index].day).iter().map(|&row| Holder::Row(row));
            for holder in of_days.chain([Holder::Request(id)]) {
                *of_week.entry(holder).or_default() += quarters(demand);
            }
        }
        of_week.into_iter().for_each(|(holder, quarters)| sessions.entry(holder).or_default().push((week, quarters)));
    }
    let mut full = Vec::new();
    for (holder, of_row) in sessions {
        let planned: f64 = of_row.iter().map(|&(week, quarters)| weeks[week].1 * number(quarters) / 2.0).sum();
        let capacity = capacity(model, rows, holder);
        #[allow(clippy::cast_precision_loss, reason = "few sessions")]
        let left = capacity as f64 - planned;
        let is_soft = matches!(holder, Holder::Row(row) if rows.overstepped_with(row).is_some());
        if left < NEARLY_FULL {
            let over = if is_soft { (-left).max(0.0) } else { 0.0 };
            full.push(Full { holder, capacity, over, left: left.max(0.0), weeks: of_row });
        }
    }
    full.sort_by_key(|of| (matches!(of.holder, Holder::Row(row) if rows.overstepped_with(row).is_some()), of.holder));
    let mut seen: FxHashSet<Vec<(usize, usize)>> = FxHashSet::default();
    full.retain(|of| seen.insert(of.weeks.clone()));
    full
}

/// For each row, those that have weeks in common with it, in order.
fn beside(full: &[Full], weeks: &[(&Column, f64)]) -> Vec<Vec<usize>> {
    let mut of_week: Vec<Vec<usize>> = vec![Vec::new(); weeks.len()];
    for (at, of) in full.iter().enumerate() {
        of.weeks.iter().for_each(|(week, _)| of_week[*week].push(at));
    }
    let beside = |(at, of): (usize, &Full)| {
        let mut common = vec![0.0; full.len()];
        for (week, _) in &of.weeks {
            of_week[*week].iter().for_each(|&other| common[other] += weeks[*week].1);
        }
        common[at] = 0.0;
        (0..full.len()).filter(|&other| common[other] > IN_COMMON).collect()
    };
    full.iter().enumerate().map(beside).collect()
}

/// By how much the cut on three rows is overstepped; `quarters` is nothing for every week, before and after.
fn overstepped(three: [&Full; 3], weeks: &[(&Column, f64)], quarters: &mut [usize]) -> f64 {
    let of_all = || three.iter().flat_map(|of| &of.weeks);
    let mut planned = 0.0;
    for (week, more) in of_all() {
        let before = quarters[*week] / WHOLE;
        quarters[*week] += more;
        planned += number(quarters[*week] / WHOLE - before) * weeks[*week].1;
    }
    of_all().for_each(|(week, _)| quarters[*week] = 0);
    let held: i64 = three.iter().map(|of| of.capacity).sum();
    let over: f64 = three.iter().map(|of| of.over).sum();
    #[allow(clippy::cast_precision_loss, reason = "few sessions")]
    let limit = (held / 2) as f64;
    planned - limit - over
}

#[allow(clippy::cast_precision_loss, reason = "few sessions")]
fn number(of: usize) -> f64 {
    of as f64
}

//! What the paid minutes of a week cost its later dates. One price for all minutes is too low where a worker's hours are nearly
//! used up: the last session that fits is worth much, the next nothing. So for each number of minutes that the dates so far may
//! have, the least is known that the later dates and the pay then cost, whatever requests they have.

use super::tolls::FORBIDDEN;

/// What pay and later dates cost beyond what they cost at the least with minutes at their price.
pub(super) struct Beyond {
    /// By the number of dates passed, and minutes; nothing where a day has fewer minutes than its duties alone.
    by_dates: Vec<Vec<i64>>,
}

impl Beyond {
    /// Of dates whose days have so many minutes and cost so much beyond the least of their date, with minutes at this `price`;
    /// `pay` is what minutes cost if they are allowed, less what the cheapest cost at that price; beyond some that are not, none are.
    pub(super) fn new(dates: &[Vec<(i64, i64)>], price: i64, pay: impl Fn(i64) -> Option<i64>) -> Self {
        if dates.iter().flatten().any(|(minutes, _)| *minutes < 0) {
            return Self { by_dates: Vec::new() };
        }
        let most = |days: &Vec<(i64, i64)>| days.iter().map(|(minutes, _)| *minutes).max().unwrap_or(0);
        let longest: Vec<i64> = dates.iter().map(most).collect();
        let mut upto: i64 = longest.iter().sum();
        let allowed = (0..=upto).map_while(|minutes| Some(pay(minutes)? - minutes * price));
        let mut after: Vec<i64> = allowed.collect();
        let mut by_dates = Vec::with_capacity(dates.len() + 1);
        for (days, longest) in dates.iter().zip(longest).rev() {
            upto -= longest;
            let days = undominated(days, price);
            let least = |minutes: usize| {
                let with = |&(more, cost): &(usize, i64)| Some(cost + after.get(minutes + more)?);
                days.iter().map_while(with).min().unwrap_or(FORBIDDEN)
            };
            let before = (0..after.len().min(usize::try_from(upto).unwrap_or(0) + 1)).map(least).collect();
            by_dates.push(std::mem::replace(&mut after, before));
        }
        by_dates.push(after);
        by_dates.reverse();
        Self { by_dates }
    }

    /// The days of the cheapest way through all dates, one of each.
    pub(super) fn cheapest(&self, dates: &[Vec<(i64, i64)>]) -> Vec<usize> {
        let mut so_far = 0;
        let mut of_date = |(passed, days): (usize, &Vec<(i64, i64)>)| {
            let cost = |&(minutes, cost): &(i64, i64)| cost + self.after(passed + 1, so_far + minutes);
            let day = (0..days.len()).min_by_key(|day| cost(&days[*day])).unwrap_or(0);
            so_far += days.get(day).map_or(0, |(minutes, _)| *minutes);
            day
        };
        dates.iter().enumerate().map(&mut of_date).collect()
    }

    /// What a week costs at the least beyond the price of its minutes that has so many after some dates.
    pub(super) fn after(&self, dates: usize, minutes: i64) -> i64 {
        let at = usize::try_from(minutes).unwrap_or(usize::MAX);
        self.by_dates.get(dates).map_or(0, |after| after.get(at).copied().unwrap_or(FORBIDDEN))
    }
}

/// The days of which none has no more minutes and costs no more, with and without the price of minutes; the shortest first.
fn undominated(days: &[(i64, i64)], price: i64) -> Vec<(usize, i64)> {
    let mut in_order: Vec<(i64, i64)> = days.iter().map(|&(minutes, cost)| (minutes, cost - minutes * price)).collect();
    in_order.sort_unstable();
    let (mut kept, mut cheapest) = (Vec::new(), i64::MAX);
    for (minutes, cost) in in_order {
        if cost < cheapest {
            cheapest = cost;
            kept.push((usize::try_from(minutes).unwrap_or(0), cost + minutes * price));
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Beyond;
    use crate::solve::bound::weeks::FORBIDDEN;

    /// Days of up to three dates, in minutes and cost; a date may have none.
    fn dates() -> impl Strategy<Value = Vec<Vec<(i64, i64)>>> {
        let day = || (0..120_i64, 0..5_000_i64);
        proptest::collection::vec(proptest::collection::vec(day(), 1..6), 1..4)
    }

    /// The least of all ways to go on after some dates with so many minutes.
    fn least(dates: &[Vec<(i64, i64)>], minutes: i64, pay: &dyn Fn(i64) -> Option<i64>, price: i64) -> i64 {
        let Some((days, later)) = dates.split_first() else {
            return pay(minutes).map_or(FORBIDDEN, |cost| cost - minutes * price);
        };
        let with = |&(more, cost): &(i64, i64)| cost + least(later, minutes + more, pay, price);
        days.iter().map(with).min().expect("a day")
    }

    #[test]
    fn nothing_is_told_where_a_day_has_fewer_minutes_than_its_duties() {
        let beyond = Beyond::new(&[vec![(-5, 0)], vec![(30, 7)]], 1, |_| None);
        assert_eq!([beyond.after(0, 0), beyond.after(1, -5), beyond.after(2, 25)], [0; 3]);
    }

    proptest! {
        #[test]
        fn what_minutes_cost_beyond_their_price_is_the_least_of_all_ways_to_go_on(
            dates in dates(),
            contract in 0..200_i64,
            overtime in 0..100_i64,
            price in 0..40_i64,
        ) {
            let pay = |minutes: i64| {
                (minutes <= contract + overtime).then(|| 5 * minutes + 30 * (minutes - contract).max(0))
            };
            let beyond = Beyond::new(&dates, price, pay);
            for passed in 0..=dates.len() {
                let most: i64 = dates[..passed].iter().map(|days| days.iter().map(|day| day.0).max().unwrap_or(0)).sum();
                for minutes in 0..=most {
                    let exact = least(&dates[passed..], minutes, &pay, price);
                    let told = beyond.after(passed, minutes);
                    prop_assert_eq!(told.min(FORBIDDEN / 2), exact.min(FORBIDDEN / 2));
                }
            }
            let days: Vec<(i64, i64)> =
                beyond.cheapest(&dates).into_iter().zip(&dates).map(|(day, days)| days[day]).collect();
            let (minutes, cost) = days.iter().fold((0, 0), |(minutes, cost), day| (minutes + day.0, cost + day.1));
            if let Some(pay) = pay(minutes).filter(|_| beyond.after(0, 0) < FORBIDDEN / 2) {
                prop_assert_eq!(cost + pay - minutes * price, beyond.after(0, 0));
            } else {
                prop_assert!(beyond.after(0, 0) >= FORBIDDEN / 2);
            }
        }
    }
}

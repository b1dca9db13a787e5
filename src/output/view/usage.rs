//! How full rooms and workers are, half hour by half hour: where the week is tight.

use super::clip::{common, covered};
use super::venue::{RoomView, VenueView};
use super::worker::{What, WorkerDay, WorkerView};
use crate::domain::{Day, Hours, Interval, Minutes, VenueId};

/// The use of rooms and workers by half hour.
#[derive(Clone, Debug)]
pub struct Usage {
    /// When the first half hour of every row begins: the earliest that anything is open, on shift or in use.
    pub from: Minutes,
    /// All rooms of all venues.
    pub rooms: DayLoads,
    /// The rooms of each venue, in order.
    pub venues: Vec<(VenueId, DayLoads)>,
    /// All workers.
    pub workers: DayLoads,
}

/// Half hours of each day, Monday to Sunday; every day has as many.
pub type DayLoads = Vec<Vec<Load>>;

/// The use of one half hour, summed over rooms or workers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// Minutes that there are: rooms in open hours, workers on shift, closures and leave left out.
    pub there: Minutes,
    /// Minutes of these that are held, or worked at tasks and on journeys.
    pub taken: Minutes,
}

impl Load {
    /// Taken of what is there, in whole per cent; `None` where nothing is there.
    pub fn percent(self) -> Option<i32> {
        (self.there > Minutes::ZERO).then(|| self.taken.0 * 100 / self.there.0)
    }

    fn add(&mut self, other: Self) {
        self.there += other.there;
        self.taken += other.taken;
    }
}

/// When something is there and when it is taken, on one day.
struct Spans {
    there: Vec<Interval>,
    taken: Vec<Interval>,
}

const HALF: Minutes = Minutes(30);

/// Counts the use of rooms and workers.
pub(super) fn usage(venues: &[VenueView<'_>], workers: &[WorkerView<'_>]) -> Usage {
    let of_venues: Vec<(VenueId, Vec<Vec<Spans>>)> =
        venues.iter().map(|venue| (venue.venue, by_day(|day| room_spans(venue, day)))).collect();
    let of_workers = by_day(|day| workers.iter().map(|worker| worker_spans(&worker.days[day.index()])).collect());
    let all = of_venues.iter().flat_map(|(_, days)| days).chain(&of_workers).flatten();
    let frame = frame(all.flat_map(|spans| spans.there.iter().chain(&spans.taken)).copied());
    let of_venues: Vec<(VenueId, DayLoads)> =
        of_venues.iter().map(|(venue, days)| (*venue, loads(days, frame))).collect();
    Usage { from: frame.from, rooms: sum(&of_venues, frame), venues: of_venues, workers: loads(&of_workers, frame) }
}

fn by_day(of: impl Fn(Day) -> Vec<Spans>) -> Vec<Vec<Spans>> {
    Day::ALL.into_iter().map(of).collect()
}

/// The span of the day that holds everything, in whole half hours, and no more than a day.
fn frame(spans: impl Iterator<Item = Interval> + Clone) -> Interval {
    let from = spans.clone().map(|span| span.from.0).min().unwrap_or(0).clamp(0, Minutes::DAY.0);
    let to = spans.map(|span| span.to.0).max().unwrap_or(0).clamp(from, Minutes::DAY.0);
    Interval::new(Minutes(from / HALF.0 * HALF.0), Minutes((to + HALF.0 - 1) / HALF.0 * HALF.0))
}

fn half_hours(frame: Interval) -> impl Iterator<Item = Interval> {
    let count = frame.length().0 / HALF.0;
    (0..count).map(move |number| Interval::new(frame.from + HALF * number, frame.from + HALF * (number + 1)))
}

fn loads(days: &[Vec<Spans>], frame: Interval) -> DayLoads {
    let load = |spans: &[Spans], half| {
        let mut sum = Load::default();
        spans.iter().for_each(|spans| sum.add(of_half_hour(spans, half)));
        sum
    };
    days.iter().map(|spans| half_hours(frame).map(|half| load(spans, half)).collect()).collect()
}

fn of_half_hour(spans: &Spans, half: Interval) -> Load {
    let there: Vec<Interval> = spans.there.iter().filter_map(|&part| common(part, half)).collect();
    if there.is_empty() {
        return Load::default();
    }
    let taken = there.iter().map(|&part| covered(part, &spans.taken)).sum();
    Load { there: there.iter().map(|part| part.length()).sum(), taken }
}

fn sum(venues: &[(VenueId, DayLoads)], frame: Interval) -> DayLoads {
    let mut sum: DayLoads = Day::ALL.map(|_| half_hours(frame).map(|_| Load::default()).collect()).into();
    for (_, days) in venues {
        for (total, loads) in sum.iter_mut().flatten().zip(days.iter().flatten()) {
            total.add(*loads);
        }
    }
    sum
}

fn room_spans(venue: &VenueView<'_>, day: Day) -> Vec<Spans> {
    let of_venue = &venue.days[day.index()];
    let spans = |room: &RoomView<'_>| {
        let of_room = &room.days[day.index()];
        let closed: Vec<Interval> = of_venue.closed.iter().chain(&of_room.closed).copied().collect();
        let taken = of_room.holds.iter().map(|hold| hold.time).collect();
        Spans { there: without(&of_venue.open, &closed), taken }
    };
    venue.rooms.iter().map(spans).collect()
}

fn worker_spans(day: &WorkerDay<'_>) -> Spans {
    let works = |what: &What<'_>| !matches!(what, What::Pause(_));
    let taken = day.items.iter().filter(|item| works(&item.what)).map(|item| item.time).collect();
    Spans { there: without(&day.shifts, &day.leave), taken }
}

/// What is left of spans when others are taken away.
fn without(spans: &[Interval], away: &[Interval]) -> Vec<Interval> {
    let away = Hours::new(away.to_vec());
    let mut left = Vec::new();
    for span in spans {
        let mut from = span.from;
        for gap in away.spans().iter().filter(|gap| gap.meets(*span)) {
            left.push(Interval::new(from, gap.from.max(from)));
            from = from.max(gap.to);
        }
        left.push(Interval::new(from, span.to.max(from)));
    }
    left.retain(|part| part.length() > Minutes::ZERO);
    left
}

#[cfg(test)]
mod tests {
    use super::{HALF, Load, Spans, frame, loads, without};
    use crate::domain::{Interval, Minutes};
    use crate::rules::testing::span;

    #[test]
    fn what_is_away_is_cut_out() {
        let left = without(&[span("09:00-12:00"), span("13:00-15:00")], &[span("08:00-09:30"), span("11:00-14:00")]);
        assert_eq!(left, [span("09:30-11:00"), span("14:00-15:00")]);
        assert_eq!(without(&[span("09:00-10:00")], &[span("09:00-10:00")]), []);
    }

    #[test]
    fn a_half_hour_counts_the_minutes_that_are_there_and_taken() {
        let spans = Spans { there: vec![span("09:15-10:00")], taken: vec![span("09:00-09:20"), span("09:15-09:25")] };
        let found = loads(&[vec![spans]], span("09:00-10:00"));
        let load = |there, taken| Load { there: Minutes(there), taken: Minutes(taken) };
        assert_eq!(found, [vec![load(15, 10), load(30, 0)]]);
        assert_eq!(load(15, 10).percent(), Some(66));
        assert_eq!(Load::default().percent(), None);
    }

    #[test]
    fn the_frame_is_whole_half_hours_of_one_day() {
        assert_eq!(frame([span("09:10-11:40")].into_iter()), span("09:00-12:00"));
        let beyond = Interval::new(Minutes(-20), Minutes(1500));
        assert_eq!(frame([beyond].into_iter()), Interval::new(Minutes(0), Minutes::DAY));
        assert_eq!(frame([].into_iter()).length(), Minutes(0));
        assert_eq!(HALF, Minutes(30));
    }
}

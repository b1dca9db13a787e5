//! What changed since the files were written, in the words of the command line: absences, cancellations and pins, each
//! checked as a cell of a file would be. Its defects are listed under `command line`, by option and number.

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use super::cells::{items, moment};
use super::defect::{Collector, Defect, Mark, Severity};
use super::directory::Directory;
use super::fixed::MarkedFixed;
use super::refusal::{Parsed, Refusal, quoted};
use super::requests::Requests;
use crate::domain::{Absence, Absentee, FixedSession, Interval, Minutes, Week};

/// Where its defects are listed.
const PLACE: &str = "command line";

/// What changed since the files were written. An absence is `ID@FROM/TO`, with dates or moments as `2026-12-01T08:30`; a date
/// alone is all of that day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Disruptions {
    /// Workers who are away, as `W07@2026-12-01T08:30/2026-12-02`.
    pub workers_away: Vec<String>,
    /// Rooms that cannot be used.
    pub rooms_closed: Vec<String>,
    /// Venues that cannot be used.
    pub venues_closed: Vec<String>,
    /// Children and adults who cannot come.
    pub people_away: Vec<String>,
    /// Requests without a session at a time, as `R0123@2026-12-02`.
    pub cancelled: Vec<String>,
    /// Sessions that must be there, as `REQUEST@MOMENT/VENUE/WORKERS/ROOM`, of which the end may be left out and a part blank.
    pub pins: Vec<String>,
    /// More requests, in a file with the columns of `requests.csv`.
    pub added: Option<PathBuf>,
}

/// What the command line says, as the domain has it.
#[derive(Debug, Default)]
pub(super) struct Orders {
    /// Times in which something is away.
    pub(super) absences: Vec<Absence>,
    /// Sessions that must be there.
    pub(super) pins: Vec<MarkedFixed>,
}

/// Reads every disruption but the requests added, which are known by then.
pub(super) fn read(asked: &Disruptions, known: (&Directory, &Requests), week: Week, defects: &Collector) -> Orders {
    let (directory, requests) = known;
    let reader = Reader { week, place: Arc::from(PLACE), defects };
    let mut absences = Vec::new();
    absences
        .extend(reader.absences("--worker-away", &asked.workers_away, |text| {
            directory.workers.refer(text).map(Absentee::Worker)
        }));
    absences.extend(
        reader.absences("--room-closed", &asked.rooms_closed, |text| directory.rooms.refer(text).map(Absentee::Room)),
    );
    absences
        .extend(reader.absences("--venue-closed", &asked.venues_closed, |text| {
            directory.venues.refer(text).map(Absentee::Venue)
        }));
    absences.extend(
        reader.absences("--person-away", &asked.people_away, |text| directory.people.refer(text).map(Absentee::Person)),
    );
    absences.extend(reader.absences("--cancel", &asked.cancelled, |text| requests.refer(text).map(Absentee::Request)));
    Orders { absences, pins: reader.pins(&asked.pins, directory, requests) }
}

struct Reader<'c> {
    week: Week,
    place: Arc<str>,
    defects: &'c Collector,
}

/// A part of a text and where it begins.
type Part<'t> = (usize, &'t str);

impl Reader<'_> {
    fn absences<'a>(
        &self,
        option: &str,
        texts: &[String],
        absentee: impl Fn(&str) -> Parsed<'a, Absentee>,
    ) -> Vec<Absence> {
        let read = |(at, text): (usize, &String)| {
            let found = self.absence(text, &absentee);
            found.map_err(|refusals| self.report((option, at), text, refusals)).ok()
        };
        texts.iter().enumerate().filter_map(read).collect()
    }

    fn absence<'a>(
        &self,
        text: &str,
        absentee: impl Fn(&str) -> Parsed<'a, Absentee>,
    ) -> Result<Absence, Vec<Refusal<'a>>> {
        let (id, (offset, times)) = split(text).map_err(|refusal| vec![refusal])?;
        let of = absentee(id).map_err(|refusal| refusal.within(0, id.len()));
        let time = self.time(times).map_err(|refusal| refusal.within(offset, times.len()));
        match (of, time) {
            (Ok(of), Ok(time)) => Ok(Absence { of, time }),
            (of, time) => Err(of.err().into_iter().chain(time.err()).collect()),
        }
    }

    /// A date is all of its day; from a moment without an end it is the rest of the day.
    fn time<'a>(&self, text: &str) -> Parsed<'a, Interval> {
        let (from_text, to_text) = text.split_once('/').map_or((text, None), |(from, to)| (from, Some(to)));
        let (date, minute) = moment(from_text).map_err(|refusal| refusal.within(0, from_text.len()))?;
        let (last, end) = match to_text {
            Some(to) => moment(to).map_err(|refusal| refusal.within(text.len() - to.len(), to.len()))?,
            None => (date, None),
        };
        let from = self.week.moment(date, minute.unwrap_or(Minutes::ZERO));
        let time = Interval::new(from, self.week.moment(last, end.unwrap_or(Minutes::DAY)));
        let all = Interval::new(Minutes::ZERO, Minutes::DAY * 7);
        if time.length() <= Minutes::ZERO {
            let problem = format!("{} ends no later than it begins", quoted(text));
            return Err(Refusal::new("ends-before-start", problem, "an end after the beginning"));
        }
        if !time.meets(all) {
            let problem = format!("{} is not in the week of {}", quoted(text), self.week);
            return Err(Refusal::new("other-week", problem, "a time in the planning week"));
        }
        Ok(time)
    }

    fn pins(&self, texts: &[String], directory: &Directory, requests: &Requests) -> Vec<MarkedFixed> {
        let read = |(at, text): (usize, &String)| {
            let found = self.pin(text, directory, requests);
            let fixed = found.map_err(|refusals| self.report(("--pin", at), text, refusals)).ok()?;
            Some(MarkedFixed { mark: self.mark(("--pin", at), text, None), fixed })
        };
        texts.iter().enumerate().filter_map(read).collect()
    }

    fn pin<'a>(
        &self,
        text: &str,
        directory: &'a Directory,
        requests: &'a Requests,
    ) -> Result<FixedSession, Vec<Refusal<'a>>> {
        let (id, rest) = split(text).map_err(|refusal| vec![refusal])?;
        let mut refusals = Vec::new();
        let request = keep(requests.refer(id), (0, id), &mut refusals);
        let mut parts = parts(rest).into_iter();
        let mut part = || parts.next().unwrap_or((text.len(), ""));
        let when = part();
        let time = keep(moment(when.1), when, &mut refusals);
        let day = time.and_then(|(date, _)| keep(self.day(when.1, date), when, &mut refusals));
        let [site, workers, room] = [part(), part(), part()];
        let named = |part: Part<'_>| !part.1.is_empty();
        let found = named(site).then(|| keep(directory.site(site.1), site, &mut refusals)).flatten();
        let mut team = Vec::new();
        for (offset, item) in items(workers.1) {
            team.extend(keep(directory.workers.refer(item), (workers.0 + offset, item), &mut refusals));
        }
        let venue = found.and_then(crate::domain::Site::venue);
        let room = named(room).then(|| keep(directory.room_at(venue, room.1), room, &mut refusals)).flatten();
        if let Some((offset, more)) = parts.next() {
            let problem = format!("{} is one part too many", quoted(more));
            refusals.push(Refusal::new("bad-pin", problem, PIN).within(offset, more.len()));
        }
        match (request, day, time) {
            (Some(request), Some(day), Some((_, start))) if refusals.is_empty() => {
                Ok(FixedSession { request, day, start, site: found, room, workers: team })
            }
            _ => Err(refusals),
        }
    }

    fn day<'a>(&self, text: &str, date: chrono::NaiveDate) -> Parsed<'a, crate::domain::Day> {
        let problem = || format!("{} is not in the week of {}", quoted(text), self.week);
        self.week.day_of(date).ok_or_else(|| Refusal::new("other-week", problem(), "a date of the planning week"))
    }

    fn mark(&self, (option, at): (&str, usize), text: &str, span: Option<Range<usize>>) -> Mark {
        Mark::of_text(&self.place, (at + 1, 1), option, text, span)
    }

    fn report(&self, option: (&str, usize), text: &str, refusals: Vec<Refusal<'_>>) {
        for refusal in refusals.into_iter().filter(|refusal| !refusal.follows) {
            let hint = refusal.advice(refusal.span.clone().map_or(text, |span| &text[span]));
            let mark = self.mark(option, text, refusal.span.clone());
            let (problem, expected) = (refusal.problem.to_string(), refusal.expected.to_string());
            self.defects.add(Defect { severity: Severity::Error, code: refusal.code, mark, problem, expected, hint });
        }
    }
}

const PIN: &str = "a pin as R0123@2026-12-02T16:00/V3/W07";

/// The id and what stands behind the last `@`.
fn split<'a>(text: &str) -> Result<(&str, Part<'_>), Refusal<'a>> {
    let (id, rest) = text.rsplit_once('@').ok_or_else(|| {
        Refusal::new("no-time", format!("{} has no `@`", quoted(text)), "an id, `@` and a time as W07@2026-12-01")
    })?;
    Ok((id, (text.len() - rest.len(), rest)))
}

/// The parts between slashes.
fn parts((offset, text): Part<'_>) -> Vec<Part<'_>> {
    let begin = text.as_ptr().addr();
    text.split('/').map(|part| (offset + part.as_ptr().addr() - begin, part)).collect()
}

/// The value of a part, or nothing and one refusal more.
fn keep<'a, T>(parsed: Parsed<'a, T>, (offset, part): Part<'_>, refusals: &mut Vec<Refusal<'a>>) -> Option<T> {
    parsed.map_err(|refusal| refusals.push(refusal.within(offset, part.len()))).ok()
}

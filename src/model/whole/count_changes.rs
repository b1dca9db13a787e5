//! What it costs to differ from a published rota: as many pairs of a published and a planned session of a request as
//! possible, matched in the way that costs least.

use crate::domain::{Cost, Day, PublishedSession, Reference, Site, WorkerId};
use crate::model::{Demand, DemandId, Model};

use super::choices::{Choice, Choices};
use super::classes::Classes;
use super::keep_to_few_workers::column_of;
use super::labels;
use super::program::{ColumnId, Program, sum, times};

/// One request's published sessions against its choices. A date has one session at most, so a published session is
/// matched with a date.
struct Matching<'p, 'm> {
    program: &'p mut Program,
    model: &'m Model<'m>,
    classes: &'p Classes,
    choices: &'p Choices,
    id: DemandId,
    demand: &'m Demand,
    name: &'m str,
}

/// The columns and rows of changes.
pub(super) fn count_changes(program: &mut Program, model: &Model<'_>, classes: &Classes, choices: &Choices) {
    let published = model.problem().published().unwrap_or_default();
    for (index, demand) in model.demands().iter().enumerate() {
        let own: Vec<&PublishedSession> = published.iter().filter(|p| p.request == demand.request).collect();
        if !own.is_empty() {
            let (id, name) = (DemandId::new(index), labels::request(model, demand));
            Matching { program, model, classes, choices, id, demand, name }.add(&own);
        }
    }
}

impl Matching<'_, '_> {
    fn add(mut self, published: &[&PublishedSession]) {
        let pairs: Vec<[Option<ColumnId>; 7]> =
            published.iter().enumerate().map(|(number, session)| self.pairs_of(number, session)).collect();
        for day in Day::ALL {
            let mut terms = sum(pairs.iter().filter_map(|pairs| pairs[day.index()]));
            terms.extend(times(-1, self.choices.on(self.id, day).iter().map(|choice| choice.column)));
            self.program.at_most(format!("match_new[{} {}]", self.name, day.word()), terms, 0);
        }
        self.match_all(published.len(), pairs.into_iter().flatten().flatten().collect());
    }

    /// As many pairs as there are sessions on the side with fewer.
    fn match_all(&mut self, published: usize, pairs: Vec<ColumnId>) {
        let published = i64::try_from(published).expect("fewer than 2^63 sessions");
        let planned = self.choices.of(self.id).iter().map(|choice| choice.column);
        let mut terms = sum(pairs.iter().copied());
        terms.extend(times(-1, planned));
        let spare = i64::from(self.demand.due) - published;
        if spare <= 0 {
            self.program.at_least(format!("match_all[{}]", self.name), terms, 0);
        } else {
            let more = self.program.yes_or_no(format!("more_planned[{}]", self.name), Cost::ZERO);
            terms.push((more, spare));
            self.program.at_least(format!("match_planned[{}]", self.name), terms, 0);
            let mut terms = sum(pairs);
            terms.push((more, -published));
            self.program.at_least(format!("match_published[{}]", self.name), terms, 0);
        }
    }

    /// For each date, 1 if the published session is matched with the session of that date; `None` where there can be none.
    fn pairs_of(&mut self, number: usize, session: &PublishedSession) -> [Option<ColumnId>; 7] {
        let weights = self.model.problem().weights();
        let lost = i64::try_from(session.workers.len()).expect("fewer than 2^63 workers");
        let pairs = Day::ALL.map(|day| {
            let possible = !self.choices.on(self.id, day).is_empty();
            let name = format!("pair[{} {number} {}]", self.name, day.word());
            let cost = weights.moved + weights.worker_changed * lost;
            possible.then(|| self.program.yes_or_no(name, cost))
        });
        let once = sum(pairs.iter().flatten().copied());
        self.program.at_most(format!("match_old[{} {number}]", self.name), once, 1);
        for day in Day::ALL {
            if let Some(pair) = pairs[day.index()] {
                self.keep_workers(number, session, day, pair);
            }
        }
        if let Some(pair) = pairs[session.day.index()] {
            self.keep_place(number, session, pair);
        }
        pairs
    }

    /// A published worker who is still on the matched session costs nothing.
    fn keep_workers(&mut self, number: usize, session: &PublishedSession, day: Day, pair: ColumnId) {
        let here: Vec<WorkerId> = session.workers.iter().filter_map(|worker| worker.here()).collect();
        for worker in here {
            let staying = self.choices.on(self.id, day).iter().filter_map(|choice| column_of(choice, worker));
            let mut terms = times(-1, staying);
            let name = format!("{} {number} {} {}", self.name, day.word(), labels::worker(self.model, worker));
            let relief = -self.model.problem().weights().worker_changed;
            let kept = self.program.number(format!("kept[{name}]"), 1, relief);
            terms.push((kept, 1));
            self.program.at_most(format!("keep[{name}]"), terms, 0);
            self.program.at_most(format!("keep_matched[{name}]"), vec![(kept, 1), (pair, -1)], 0);
        }
    }

    /// A matched session at the published date, start and site has not moved; it may have another room.
    fn keep_place(&mut self, number: usize, session: &PublishedSession, pair: ColumnId) {
        let Some(site) = session.site.here() else { return };
        let Some(choice) = self.same_place(session, site) else { return };
        let (column, room) = (choice.column, self.room_column(session, choice));
        let weights = self.model.problem().weights();
        let relief = if room == Room::Same { Cost::ZERO } else { weights.room_changed };
        let name = format!("{} {number}", self.name);
        let same = self.program.number(format!("same[{name}]"), 1, relief - weights.moved);
        self.program.at_most(format!("same_matched[{name}]"), vec![(same, 1), (pair, -1)], 0);
        self.program.at_most(format!("same_place[{name}]"), vec![(same, 1), (column, -1)], 0);
        self.program.at_least(format!("same_both[{name}]"), vec![(same, 1), (pair, -1), (column, -1)], -1);
        if let Room::If(room) = room {
            let same_room = self.program.number(format!("same_room[{name}]"), 1, -weights.room_changed);
            self.program.at_most(format!("room_matched[{name}]"), vec![(same_room, 1), (same, -1)], 0);
            self.program.at_most(format!("room_same[{name}]"), vec![(same_room, 1), (room, -1)], 0);
        }
    }

    fn same_place(&self, session: &PublishedSession, site: Site) -> Option<&Choice> {
        let that_day = self.choices.on(self.id, session.day);
        that_day.iter().find(|choice| choice.start == session.start && choice.site == site)
    }

    fn room_column(&self, session: &PublishedSession, choice: &Choice) -> Room {
        match session.room {
            None if choice.rooms.is_empty() => Room::Same,
            Some(Reference::Here(room)) => {
                let class = self.classes.of(room);
                let column = choice.rooms.iter().find(|(id, _)| *id == class);
                column.map_or(Room::Other, |&(_, column)| Room::If(column))
            }
            _ => Room::Other,
        }
    }
}

/// How the room of a session that has not moved compares with the published one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Room {
    /// There is no room on either side.
    Same,
    /// The same where this column is 1.
    If(ColumnId),
    /// It cannot be the same.
    Other,
}

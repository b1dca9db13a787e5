//! H4: every session at a venue has a room of some class, and a class never holds more sessions than it has rooms.

use crate::domain::Day;

use super::choices::{Choice, Choices};
use super::classes::{ClassId, Classes};
use super::cliques::cliques;
use super::program::{ColumnId, Program, sum};

/// `Σ u = x` over the classes of a session; for each class and time, `Σ u ≤ rooms` over the sessions that hold one then.
pub(super) fn hold_rooms(program: &mut Program, classes: &Classes, choices: &Choices) {
    for choice in choices.all().iter().filter(|choice| choice.rooms.len() > 1) {
        let name = format!("room[{}]", program.columns()[choice.column.index()].name);
        let mut terms = sum(choice.rooms.iter().map(|&(_, column)| column));
        terms.push((choice.column, -1));
        program.equal(name, terms, 0);
    }
    for class in 0..classes.len() {
        let rooms = classes.rooms(class);
        let count = i64::try_from(rooms.len()).expect("fewer than 2^63 rooms");
        for day in Day::ALL {
            for (time, holders) in cliques(holds(choices, class, day)) {
                let name = format!("rooms[{} {} {}]", rooms[0].index(), day.word(), time.clock());
                program.at_most(name, sum(holders), count);
            }
        }
    }
}

fn holds(choices: &Choices, class: ClassId, day: Day) -> Vec<(crate::domain::Interval, ColumnId)> {
    let in_class = |choice: &Choice| choice.rooms.iter().find(|&&(id, _)| id == class).map(|&(_, column)| column);
    let that_day = choices.all().iter().filter(|choice| choice.day == day);
    that_day.filter_map(|choice| in_class(choice).map(|column| (choice.hold, column))).collect()
}

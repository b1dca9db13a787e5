//! A timetable as the page draws it: groups of blocks under a time axis, rows with marks in the background and cards for
//! the sessions. It knows positions and texts, and nothing of the week.

use serde::Serialize;

use super::scale::Scale;
use crate::domain::{Interval, Minutes, PriorityClass};
use crate::output::visible;

/// One way to look at the week.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Timetable {
    /// The word in the address: `venues`, `workers`, `families`, `days`.
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    pub(super) groups: Vec<Group>,
}

impl Timetable {
    pub(super) fn rows(&self) -> impl Iterator<Item = &Row> {
        self.groups.iter().flat_map(|group| &group.blocks).flat_map(|block| &block.rows)
    }
}

/// What has a heading of its own: a venue, a worker, a day.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Group {
    pub(super) title: String,
    pub(super) note: String,
    pub(super) blocks: Vec<Block>,
}

impl Group {
    pub(super) fn new(title: &str, note: String, blocks: Vec<Block>) -> Self {
        Self { title: visible(title), note: visible(&note), blocks }
    }
}

/// Rows below one time axis.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Block {
    /// What stands beside the axis.
    pub(super) title: String,
    pub(super) rows: Vec<Row>,
}

/// A line of the timetable: a room, a worker's day, a family's day.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Row {
    pub(super) head: String,
    pub(super) note: String,
    /// How many cards lie above each other where most do, 1 and up.
    pub(super) tracks: usize,
    pub(super) marks: Vec<Mark>,
    pub(super) cards: Vec<Card>,
    /// What is said instead of cards.
    pub(super) text: String,
    #[serde(skip)]
    scale: Scale,
    #[serde(skip)]
    ends: Vec<Minutes>,
}

/// Something behind or between the sessions.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Mark {
    kind: &'static str,
    left: i32,
    width: i32,
    track: usize,
    text: String,
}

/// A session.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Card {
    /// Its position in the order of the files.
    session: usize,
    /// Its class, 0 to 3.
    class: usize,
    left: i32,
    width: i32,
    track: usize,
    #[serde(flatten)]
    text: CardText,
}

/// What stands on a card: request and people, time, and what matters most besides.
#[derive(Clone, Debug, Serialize)]
pub(super) struct CardText {
    pub(super) request: String,
    pub(super) people: String,
    pub(super) time: String,
    pub(super) last: String,
}

impl Row {
    pub(super) fn new(scale: Scale, head: &str, note: String) -> Self {
        Self {
            head: visible(head),
            note: visible(&note),
            tracks: 1,
            marks: Vec::new(),
            cards: Vec::new(),
            text: String::new(),
            scale,
            ends: Vec::new(),
        }
    }

    /// Marks behind all tracks.
    pub(super) fn shade(&mut self, kind: &'static str, spans: &[Interval]) {
        spans.iter().for_each(|&span| self.mark(kind, span, 0, String::new()));
    }

    /// A mark in one track; nothing where none of it is drawn.
    pub(super) fn mark(&mut self, kind: &'static str, span: Interval, track: usize, text: String) {
        let Some(span) = self.scale.clip(span) else { return };
        self.marks.push(Mark { kind, left: span.from.0, width: span.length().0, track, text: visible(&text) });
    }

    /// The first track that is free in this span, which it takes. Spans come in order of time.
    pub(super) fn take_track(&mut self, span: Interval) -> usize {
        let free = self.ends.iter().position(|&end| end <= span.from);
        let track = free.unwrap_or(self.ends.len());
        match free {
            Some(track) => self.ends[track] = span.to,
            None => self.ends.push(span.to),
        }
        self.tracks = self.ends.len();
        track
    }

    /// The card of the session at this position.
    pub(super) fn card(
        &mut self,
        (session, class): (usize, PriorityClass),
        span: Interval,
        track: usize,
        text: CardText,
    ) {
        let span = self.scale.keep(span);
        let class = class as usize;
        self.cards.push(Card { session, class, left: span.from.0, width: span.length().0, track, text });
    }

    /// Left edge and width of all that it draws.
    pub(super) fn spans(&self) -> impl Iterator<Item = (i32, i32)> + '_ {
        let marks = self.marks.iter().map(|mark| (mark.left, mark.width));
        marks.chain(self.cards.iter().map(|card| (card.left, card.width)))
    }
}

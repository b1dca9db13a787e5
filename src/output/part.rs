//! The parts that a report can have, by the words that ask for them.

/// A part of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The rota, its score and its summary, which every report has: by itself, nothing else.
    Rota,
    /// The week as one page.
    Html,
    /// The workbook.
    Xlsx,
    /// Door lists of venues and week sheets of workers.
    Lists,
    /// Slips for referrers, carers and parents, and the messages to send.
    Slips,
    /// Registers for the manager.
    Registers,
    /// Calendars of workers and rooms.
    Ics,
    /// What became of the published rota, for those who must hear of it; nothing without one.
    Changes,
}

impl Part {
    /// All parts, in the order in which they are written.
    pub const ALL: [Self; 8] =
        [Self::Rota, Self::Html, Self::Xlsx, Self::Lists, Self::Slips, Self::Registers, Self::Ics, Self::Changes];

    /// The word that asks for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Rota => "rota",
            Self::Html => "html",
            Self::Xlsx => "xlsx",
            Self::Lists => "lists",
            Self::Slips => "slips",
            Self::Registers => "registers",
            Self::Ics => "ics",
            Self::Changes => "changes",
        }
    }
}

//! A calendar as RFC 5545 wants it: content lines, text escaped, folded at 75 octets, local times of Europe/London with
//! the rules of its clock changes.

use std::io;

use chrono::NaiveDateTime;

use super::Owner;

/// The clock of the United Kingdom since 1996 and for as long as its law stands.
const TIME_ZONE: [&str; 16] = [
    "BEGIN:VTIMEZONE",
    "TZID:Europe/London",
    "BEGIN:DAYLIGHT",
    "TZNAME:BST",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0100",
    "DTSTART:19960331T010000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "TZNAME:GMT",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0000",
    "DTSTART:19961027T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "END:STANDARD",
];

/// The most octets of a line, its break not counted.
const LONGEST: usize = 75;

/// Whether an entry stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    /// It does.
    Confirmed,
    /// It has left this calendar.
    Cancelled,
}

/// One entry of one calendar, in local time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Event {
    pub(super) uid: String,
    pub(super) stamp: NaiveDateTime,
    pub(super) sequence: u32,
    pub(super) status: Status,
    pub(super) from: NaiveDateTime,
    pub(super) to: NaiveDateTime,
    pub(super) summary: String,
    pub(super) location: String,
    pub(super) description: String,
}

/// Writes a calendar with its entries.
pub(super) fn write_calendar(owner: &Owner, events: &[Event], mut to: impl io::Write) -> io::Result<()> {
    let mut write = |text: &str| to.write_all(folded(text).as_bytes());
    write("BEGIN:VCALENDAR")?;
    write("VERSION:2.0")?;
    write(&format!("PRODID:-//kintime//{}//EN", env!("CARGO_PKG_VERSION")))?;
    write("CALSCALE:GREGORIAN")?;
    write("METHOD:PUBLISH")?;
    write(&format!("X-WR-CALNAME:{}", escaped(&format!("Family time {}", owner.code()))))?;
    TIME_ZONE.iter().try_for_each(|line| write(line))?;
    write("END:VTIMEZONE")?;
    events.iter().flat_map(lines).try_for_each(|line| write(&line))?;
    write("END:VCALENDAR")
}

fn lines(event: &Event) -> Vec<String> {
    let (status, transparent) = match event.status {
        Status::Confirmed => ("CONFIRMED", "OPAQUE"),
        Status::Cancelled => ("CANCELLED", "TRANSPARENT"),
    };
    let mut lines = vec![
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}", escaped(&event.uid)),
        format!("DTSTAMP:{}Z", moment(event.stamp)),
        format!("DTSTART;TZID=Europe/London:{}", moment(event.from)),
        format!("DTEND;TZID=Europe/London:{}", moment(event.to)),
        format!("SEQUENCE:{}", event.sequence),
        format!("STATUS:{status}"),
        format!("TRANSP:{transparent}"),
        "CLASS:PRIVATE".to_owned(),
        format!("SUMMARY:{}", escaped(&event.summary)),
        format!("LOCATION:{}", escaped(&event.location)),
    ];
    if !event.description.is_empty() {
        lines.push(format!("DESCRIPTION:{}", escaped(&event.description)));
    }
    lines.push("END:VEVENT".to_owned());
    lines
}

fn moment(moment: NaiveDateTime) -> String {
    moment.format("%Y%m%dT%H%M%S").to_string()
}

/// A text as a value of type TEXT: no character in it can end the line or begin another property.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => escaped.extend(['\\', letter]),
            '\n' => escaped.push_str("\\n"),
            control if control.is_control() => escaped.push(' '),
            other => escaped.push(other),
        }
    }
    escaped
}

/// A content line with its break, cut into lines of at most 75 octets between characters.
fn folded(line: &str) -> String {
    let mut folded = String::with_capacity(line.len() + line.len() / 24 + 2);
    let mut octets = 0;
    for letter in line.chars() {
        if octets + letter.len_utf8() > LONGEST {
            folded.push_str("\r\n ");
            octets = 1;
        }
        folded.push(letter);
        octets += letter.len_utf8();
    }
    folded.push_str("\r\n");
    folded
}

#[cfg(test)]
mod tests {
    use super::{escaped, folded};

    #[test]
    fn text_cannot_leave_its_line() {
        assert_eq!(escaped("a\\b;c,d\ne"), "a\\\\b\\;c\\,d\\ne");
        assert_eq!(escaped("a\r\nEND:VEVENT"), "a \\nEND:VEVENT");
        assert_eq!(escaped("Zoë 🧸: \"x\""), "Zoë 🧸: \"x\"");
    }

    #[test]
    fn lines_are_folded_at_75_octets_between_characters() {
        assert_eq!(folded(&"x".repeat(75)), format!("{}\r\n", "x".repeat(75)));
        assert_eq!(folded(&"x".repeat(76)), format!("{}\r\n x\r\n", "x".repeat(75)));
        let emoji = folded(&"🧸".repeat(100));
        assert!(emoji.lines().all(|line| line.len() <= 75));
        assert_eq!(emoji.replace("\r\n ", "").trim_end(), "🧸".repeat(100));
    }
}

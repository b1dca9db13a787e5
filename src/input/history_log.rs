//! What `history.csv` says once more sessions are recorded in it: bytes in, bytes out. Rows that do not change keep their
//! bytes, in the columns and line ends of the file. It writes nothing.

use std::collections::{BTreeMap, BTreeSet};

use csv::{ByteRecord, ReaderBuilder, Terminator, WriterBuilder};

use super::history;
use super::refusal::quoted;

/// A session to be recorded, as the file writes its cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryRow {
    /// The request's id.
    pub request: String,
    /// The date, ISO.
    pub date: String,
    /// The start, `HH:MM`.
    pub start: String,
    /// A venue, `community` or `virtual`.
    pub venue: String,
    /// The workers' ids, separated by `;`.
    pub workers: String,
    /// What became of it: `held`, `planned`, `cancelled` or `missed`.
    pub status: &'static str,
}

impl HistoryRow {
    /// By which a session is known.
    fn key(&self) -> [String; 3] {
        [self.request.clone(), self.date.clone(), self.start.clone()]
    }

    fn cell(&self, column: &str) -> Option<&str> {
        Some(match column {
            "request" => &self.request,
            "date" => &self.date,
            "start" => &self.start,
            "venue" => &self.venue,
            "workers" => &self.workers,
            "status" => self.status,
            _ => return None,
        })
    }
}

/// A history with everything recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recorded {
    /// The whole file.
    pub bytes: Vec<u8>,
    /// Rows that are new.
    pub added: usize,
    /// Rows that were there and say something else now.
    pub changed: usize,
    /// Rows that were there like this.
    pub same: usize,
}

/// The name of the file in a planning folder.
pub const HISTORY: &str = history::FILE;

/// The history `old` (nothing where there is no file) with these sessions in it. A session is known by request, date and
/// start: if it is there already, its row is brought up to date; else a row is added at the end.
///
/// # Errors
/// One sentence for each session that does not fit the history, and if the file cannot be read as a table.
pub fn record_history(old: Option<&[u8]>, rows: &[HistoryRow]) -> Result<Recorded, Vec<String>> {
    let old = old.filter(|bytes| !bytes.is_empty());
    let table = Log::read(old.unwrap_or_default()).map_err(|error| vec![format!("`{HISTORY}`: {error}")])?;
    let conflicts = table.conflicts(rows);
    if conflicts.is_empty() { Ok(table.with(rows)) } else { Err(conflicts) }
}

/// The rows of the file, each with its cells and bytes.
struct Log<'b> {
    head: &'b [u8],
    columns: Vec<String>,
    rows: Vec<(ByteRecord, &'b [u8])>,
    terminator: Terminator,
}

impl<'b> Log<'b> {
    fn read(bytes: &'b [u8]) -> csv::Result<Self> {
        let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
        let records: Vec<ByteRecord> = reader.byte_records().collect::<Result<_, _>>()?;
        let begin = |record: &ByteRecord| {
            let at = record.position().map_or(0, |at| usize::try_from(at.byte()).unwrap_or(0));
            at + bytes[at..].iter().take_while(is_line_end).count()
        };
        let ends = records.iter().skip(1).map(begin).chain([bytes.len()]);
        let mut pieces = records.iter().map(begin).zip(ends).map(|(from, to)| &bytes[from..to]);
        let head = pieces.next().unwrap_or_default();
        let pieces: Vec<&[u8]> = pieces.collect();
        let columns = records.first().map(columns_of).unwrap_or_default();
        let is_crlf = line_ends(head).starts_with(b"\r\n");
        Ok(Self {
            head,
            columns,
            rows: records.into_iter().skip(1).zip(pieces).collect(),
            terminator: if is_crlf { Terminator::CRLF } else { Terminator::Any(b'\n') },
        })
    }

    fn cell(&self, record: &ByteRecord, column: &str) -> String {
        let at = self.columns.iter().position(|own| own == column);
        let bytes = at.and_then(|at| record.get(at)).unwrap_or_default();
        String::from_utf8_lossy(bytes).trim().to_owned()
    }

    /// Sessions that the history has on the same date at another start.
    fn conflicts(&self, rows: &[HistoryRow]) -> Vec<String> {
        let mut starts: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
        for (record, _) in &self.rows {
            let [request, date, start] = ["request", "date", "start"].map(|column| self.cell(record, column));
            starts.entry((request, date)).or_default().insert(start);
        }
        let conflict = |row: &HistoryRow| {
            let known = starts.get(&(row.request.clone(), row.date.clone()))?;
            let other = known.iter().next().filter(|_| !known.contains(&row.start))?;
            let (request, date) = (quoted(&row.request), &row.date);
            Some(format!("{request} on {date} is at {other} in `{HISTORY}`, not at {}", row.start))
        };
        rows.iter().filter_map(conflict).collect()
    }

    fn with(&self, rows: &[HistoryRow]) -> Recorded {
        let mut waiting: BTreeMap<[String; 3], &HistoryRow> = rows.iter().map(|row| (row.key(), row)).collect();
        let mut recorded = Recorded { bytes: self.head.to_vec(), ..Recorded::default() };
        if self.columns.is_empty() {
            let names = history::COLUMNS.iter().map(|(name, _)| name.as_bytes());
            recorded.bytes = self.line(&names.collect());
        }
        for (record, bytes) in &self.rows {
            let key = ["request", "date", "start"].map(|column| self.cell(record, column));
            let found = waiting.remove(&key);
            let updated = found.map(|row| self.updated(record, row));
            match updated {
                Some(Some(line)) => {
                    let text = line.len() - line_ends(&line).len();
                    let ends = line_ends(bytes);
                    recorded.bytes.extend(&line[..text]);
                    recorded.bytes.extend(if ends.is_empty() { &line[text..] } else { ends });
                    recorded.changed += 1;
                }
                kept => {
                    recorded.same += usize::from(kept.is_some());
                    recorded.bytes.extend(*bytes);
                }
            }
        }
        self.append(&mut recorded, rows.iter().filter(|row| waiting.contains_key(&row.key())));
        recorded
    }

    fn append<'r>(&self, recorded: &mut Recorded, rows: impl Iterator<Item = &'r HistoryRow>) {
        for row in rows {
            if !recorded.bytes.ends_with(b"\n") {
                recorded.bytes.extend(if self.terminator_is_crlf() { &b"\r\n"[..] } else { b"\n" });
            }
            let names = history::COLUMNS.iter().map(|(name, _)| (*name).to_owned()).collect();
            let columns = if self.columns.is_empty() { &names } else { &self.columns };
            let cells = columns.iter().map(|column| row.cell(column).unwrap_or_default().as_bytes());
            recorded.bytes.extend(self.line(&cells.collect()));
            recorded.added += 1;
        }
    }

    fn terminator_is_crlf(&self) -> bool {
        matches!(self.terminator, Terminator::CRLF)
    }

    /// The row of a known session with what is recorded of it now; `None` if it says that already.
    fn updated(&self, record: &ByteRecord, row: &HistoryRow) -> Option<Vec<u8>> {
        let is_same = |column: &String| row.cell(column).is_none_or(|cell| cell == self.cell(record, column));
        if self.columns.iter().all(is_same) {
            return None;
        }
        let cells = self.columns.iter().enumerate().map(|(at, column)| {
            let old = record.get(at).unwrap_or_default();
            row.cell(column).map_or(old, str::as_bytes)
        });
        Some(self.line(&cells.collect()))
    }

    fn line(&self, cells: &ByteRecord) -> Vec<u8> {
        let mut line = Vec::new();
        let mut writer = WriterBuilder::new().terminator(self.terminator).from_writer(&mut line);
        writer.write_byte_record(cells).expect("memory takes all bytes");
        drop(writer);
        line
    }
}

fn is_line_end(byte: &&u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

/// The line ends at the end of some bytes.
fn line_ends(bytes: &[u8]) -> &[u8] {
    &bytes[bytes.len() - bytes.iter().rev().take_while(is_line_end).count()..]
}

/// The names of a header, without a byte order mark.
fn columns_of(header: &ByteRecord) -> Vec<String> {
    let name = |cell: &[u8]| String::from_utf8_lossy(cell).trim_start_matches('\u{feff}').trim().to_owned();
    header.iter().map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::{HistoryRow, record_history};

    const OLD: &str =
        "request,date,start,venue,workers,status\nR1,2026-11-24, 16:00 ,V1,W1;W2,planned\n\nR2,2026-11-25,09:00,,,held";

    fn row(request: &str, date: &str, start: &str, status: &'static str) -> HistoryRow {
        let text = str::to_owned;
        HistoryRow {
            request: text(request),
            date: text(date),
            start: text(start),
            venue: text("V1"),
            workers: text("W1;W2"),
            status,
        }
    }

    fn recorded(old: &str, rows: &[HistoryRow]) -> (String, [usize; 3]) {
        let found = record_history(Some(old.as_bytes()), rows).unwrap();
        (String::from_utf8(found.bytes).unwrap(), [found.added, found.changed, found.same])
    }

    #[test]
    fn new_rows_follow_what_was_there_byte_for_byte() {
        let (text, counts) = recorded(OLD, &[row("R3", "2026-11-26", "10:00", "missed")]);
        assert_eq!(text, format!("{OLD}\nR3,2026-11-26,10:00,V1,W1;W2,missed\n"));
        assert_eq!(counts, [1, 0, 0]);
    }

    #[test]
    fn a_second_time_nothing_is_doubled_and_no_byte_changes() {
        let rows = [row("R1", "2026-11-24", "16:00", "held"), row("R\"3", "2026-11-26", "10:00", "held")];
        let (once, counts) = recorded(OLD, &rows);
        assert_eq!(counts, [1, 1, 0]);
        assert_eq!(recorded(&once, &rows), (once.clone(), [0, 0, 2]));
        assert!(once.contains("R1,2026-11-24,16:00,V1,W1;W2,held\n\nR2,2026-11-25,09:00,,,held\n"), "{once}");
    }

    #[test]
    fn other_columns_orders_and_line_ends_stay() {
        let old = "\u{feff}status,note,request,start,date\r\nheld,\"a, b\",R1,16:00,2026-11-24\r\n";
        let rows = [row("R1", "2026-11-24", "16:00", "missed"), row("R3", "2026-11-26", "10:00", "held")];
        let expected = "\u{feff}status,note,request,start,date\r\nmissed,\"a, b\",R1,16:00,2026-11-24\r\nheld,,R3,10:00,2026-11-26\r\n";
        assert_eq!(recorded(old, &rows).0, expected);
    }

    #[test]
    fn a_file_that_is_not_there_begins_with_its_header() {
        let found = record_history(None, &[row("R3", "2026-11-26", "10:00", "held")]).unwrap();
        let text = String::from_utf8(found.bytes).unwrap();
        assert_eq!(text, "request,date,start,venue,workers,status\nR3,2026-11-26,10:00,V1,W1;W2,held\n");
    }

    #[test]
    fn another_start_on_the_same_date_is_refused_with_all_others() {
        let rows = [row("R1", "2026-11-24", "17:00", "held"), row("R2", "2026-11-25", "10:00", "held")];
        let refused = record_history(Some(OLD.as_bytes()), &rows).unwrap_err();
        assert_eq!(refused.len(), 2);
        assert_eq!(refused[0], "`R1` on 2026-11-24 is at 16:00 in `history.csv`, not at 17:00");
    }
}

//! Results as tables: `results.csv` for other programs, and columns of text for a screen.

use std::io;

use super::record::{Found, Record, Results};
use crate::output::visible;

/// The columns of `results.csv`.
const COLUMNS: [&str; 25] = [
    "folder",
    "week",
    "sessions_due",
    "engine",
    "seed",
    "limit",
    "threads",
    "sessions_planned",
    "objective",
    "bound",
    "gap",
    "seconds",
    "first_seconds",
    "near_seconds",
    "close_seconds",
    "peak_kib",
    "best_known",
    "proved",
    "above_best_percent",
    "verdict",
    "objective_before",
    "change_percent",
    "gap_points",
    "defects",
    "message",
];

/// Writes a row for each run. Texts stand as they are: other programs compare them.
///
/// # Errors
/// If writing fails.
pub fn write_table_csv(results: &Results, to: impl io::Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(to);
    csv.write_record(COLUMNS)?;
    for run in &results.runs {
        csv.write_record(row(run))?;
    }
    csv.flush()
}

fn row(run: &Record) -> [String; 25] {
    let key = &run.key;
    let found = |figure: fn(Found) -> String| run.found.map_or_else(String::new, figure);
    let published = run.published.as_ref();
    let comparison = run.comparison.as_ref();
    [
        key.folder.clone(),
        key.week.clone(),
        run.sessions_due.to_string(),
        key.engine.clone(),
        key.seed.to_string(),
        key.limit.to_string(),
        text(key.threads),
        found(|found| found.sessions_planned.to_string()),
        found(|found| found.objective.to_string()),
        found(|found| found.bound.to_string()),
        found(|found| format!("{:.6}", found.gap())),
        run.seconds.to_string(),
        text(run.first_seconds),
        text(run.near_seconds),
        text(run.close_seconds),
        text(run.peak_kib),
        text(published.map(|published| published.best_known)),
        published.map_or_else(String::new, |published| if published.proved { "yes" } else { "no" }.to_owned()),
        above_best(run).map_or_else(String::new, |percent| format!("{percent:.2}")),
        text(comparison.map(|comparison| &comparison.verdict)),
        text(comparison.and_then(|comparison| comparison.before)),
        comparison
            .and_then(|comparison| comparison.percent)
            .map_or_else(String::new, |percent| format!("{percent:.2}")),
        comparison
            .and_then(|comparison| comparison.gap_points)
            .map_or_else(String::new, |points| format!("{points:.2}")),
        run.defects.join("; "),
        run.message.clone().unwrap_or_default(),
    ]
}

fn text(value: Option<impl ToString>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

/// By how many per cent the objective is above the best that others know; none where that is 0 or unknown.
fn above_best(run: &Record) -> Option<f64> {
    let (found, published) = run.found.zip(run.published.as_ref())?;
    let best = published.best_known;
    (best > 0).then(|| 100.0 * (found.objective - best) as f64 / best as f64)
}

/// How a run stands to the published value, in words.
pub(super) fn against_published(run: &Record) -> String {
    let Some(published) = &run.published else { return String::new() };
    let best = published.best_known;
    let kind = if published.proved { "proven" } else { "known" };
    let stands = match run.found.map(|found| found.objective) {
        None => "not reached".to_owned(),
        Some(objective) if objective == best => "reached".to_owned(),
        Some(objective) if best == 0 => format!("{objective:+}"),
        Some(_) => format!("{:+.2} %", above_best(run).unwrap_or_default()),
    };
    format!("{best} {kind}, {stands}")
}

/// How a run stands to an older one, in words.
pub(super) fn against_before(run: &Record) -> String {
    let Some(comparison) = &run.comparison else { return String::new() };
    let percent = comparison.percent.map_or_else(String::new, |percent| format!(", {percent:+.2} %"));
    let points = comparison.gap_points.map_or_else(String::new, |points| format!(", gap {points:+.2} points"));
    format!("{}{percent}{points}", comparison.verdict)
}

/// A number of seconds for people.
pub(super) fn seconds(seconds: Option<f64>) -> String {
    match seconds {
        None => "–".to_owned(),
        Some(seconds) if seconds < 9.95 => format!("{seconds:.2}"),
        Some(seconds) => format!("{seconds:.0}"),
    }
}

/// Peak memory in MiB for people.
pub(super) fn mebibytes(kib: Option<u64>) -> String {
    kib.map_or_else(|| "–".to_owned(), |kib| (kib.div_ceil(1024)).to_string())
}

/// The heads of the columns for people.
pub(super) const HEADS: [&str; 12] = [
    "folder",
    "sessions",
    "engine",
    "seed",
    "limit",
    "objective",
    "bound",
    "gap %",
    "first s",
    "near s",
    "MiB",
    "published",
];

/// The cells of a run for people, under [`HEADS`].
pub(super) fn cells(run: &Record) -> [String; 12] {
    let found = |figure: fn(Found) -> String| run.found.map_or_else(|| "–".to_owned(), figure);
    [
        visible(&run.key.folder),
        run.sessions_due.to_string(),
        run.key.engine.clone(),
        run.key.seed.to_string(),
        run.key.limit.to_string(),
        found(|found| found.objective.to_string()),
        found(|found| found.bound.to_string()),
        found(|found| format!("{:.2}", 100.0 * found.gap())),
        seconds(run.first_seconds),
        seconds(run.near_seconds),
        mebibytes(run.peak_kib),
        against_published(run),
    ]
}

/// Writes a line for each run in columns, with what is wrong below it.
///
/// # Errors
/// If writing fails.
pub fn write_table(results: &Results, mut to: impl io::Write) -> io::Result<()> {
    let lines: Vec<[String; 12]> = results.runs.iter().map(cells).collect();
    let width = |column: usize| {
        let cells = lines.iter().map(|line| line[column].chars().count());
        cells.chain([HEADS[column].len()]).max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..HEADS.len()).map(width).collect();
    writeln!(to, "{}", line(&HEADS.map(str::to_owned), &widths))?;
    for (run, cells) in results.runs.iter().zip(&lines) {
        writeln!(to, "{}", line(cells, &widths))?;
        let before = Some(against_before(run)).filter(|text| !text.is_empty());
        let message = run.message.as_ref().map(|message| format!("no rota: {message}"));
        let defects = run.defects.iter().map(|defect| format!("DEFECT: {defect}"));
        for remark in before.into_iter().chain(message).chain(defects) {
            writeln!(to, "  {}", visible(&remark))?;
        }
    }
    Ok(())
}

/// Cells side by side: words to the left, numbers to the right.
fn line(cells: &[String; 12], widths: &[usize]) -> String {
    const WORDS: [usize; 3] = [0, 2, 11];
    let aligned = cells.iter().zip(widths).enumerate().map(|(column, (cell, &width))| {
        if WORDS.contains(&column) { format!("{cell:<width$}") } else { format!("{cell:>width$}") }
    });
    aligned.collect::<Vec<_>>().join("  ").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{COLUMNS, against_published, write_table, write_table_csv};
    use crate::bench::record::testing::record;
    use crate::bench::{Comparison, Published, Record, Results, Verdict};

    fn results(runs: Vec<Record>) -> Results {
        Results { runs, ..Results::begin() }
    }

    fn printed(runs: Vec<Record>) -> String {
        let mut text = Vec::new();
        write_table(&results(runs), &mut text).unwrap();
        String::from_utf8(text).unwrap()
    }

    fn published(best_known: i64, proved: bool, objective: i64) -> Record {
        let published = Published { best_known, lower_bound: None, proved };
        Record { published: Some(published), ..record("uhhc/A1", "kintime", objective, 0) }
    }

    #[test]
    fn a_run_is_a_line_with_what_is_wrong_below_it() {
        let mut bad = record("b", "fake", 200, 210);
        bad.defects.push("H4: two in one room".to_owned());
        let mut none = record("c", "fake", 0, 0);
        (none.found, none.message) = (None, Some("it left no rota".to_owned()));
        let expected = "\
folder  sessions  engine   seed      limit  objective  bound  gap %  first s  near s  MiB  published
a             10  kintime     1  100 units        100     90  10.00     0.10    1.00   10
b             10  fake        1  100 units        200    210   0.00     0.10    1.00   10
  DEFECT: H4: two in one room
c             10  fake        1  100 units          –      –      –     0.10    1.00   10
  no rota: it left no rota
";
        assert_eq!(printed(vec![record("a", "kintime", 100, 90), bad, none]), expected);
    }

    #[test]
    fn ours_stands_beside_the_published_value() {
        assert_eq!(against_published(&published(521, true, 521)), "521 proven, reached");
        assert_eq!(against_published(&published(200, false, 201)), "200 known, +0.50 %");
        assert_eq!(against_published(&published(200, false, 199)), "200 known, -0.50 %");
        assert_eq!(against_published(&published(0, true, 4)), "0 proven, +4");
        assert_eq!(against_published(&record("a", "kintime", 1, 0)), "");
    }

    #[test]
    fn the_comparison_stands_below_its_run() {
        let mut run = record("a", "kintime", 90, 90);
        run.comparison = Some(Comparison {
            verdict: Verdict::Better,
            before: Some(100),
            percent: Some(-10.0),
            gap_points: Some(-1.0),
        });
        assert!(printed(vec![run]).ends_with("\n  better, -10.00 %, gap -1.00 points\n"));
    }

    #[test]
    fn every_column_of_the_csv_has_its_value() {
        let mut text = Vec::new();
        write_table_csv(&results(vec![published(200, true, 201)]), &mut text).unwrap();
        let mut reader = csv::Reader::from_reader(text.as_slice());
        assert_eq!(reader.headers().unwrap(), &COLUMNS[..]);
        let row = reader.records().next().unwrap().unwrap();
        let cell = |name| &row[COLUMNS.iter().position(|column| *column == name).unwrap()];
        assert_eq!((cell("objective"), cell("gap"), cell("limit")), ("201", "1.000000", "100 units"));
        assert_eq!((cell("proved"), cell("above_best_percent"), cell("verdict")), ("yes", "0.50", ""));
    }
}

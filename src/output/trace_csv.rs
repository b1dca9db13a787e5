//! The trace of a run: how objective and bound came closer, one row for each piece of news. Seconds differ from run to
//! run, so a trace is no part of an output folder.

use std::io;

use crate::solve::Progress;

/// The columns of a trace, in order.
pub const TRACE_COLUMNS: [&str; 5] = ["seconds", "work", "objective", "bound", "found_by"];

/// Writes the points of both curves in the order of time: seconds since the solving began, with three decimals.
///
/// # Errors
/// If writing fails.
pub fn write_trace_csv(trace: &[Progress], to: impl io::Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(to);
    csv.write_record(TRACE_COLUMNS)?;
    for point in trace {
        csv.write_record(row(point))?;
    }
    csv.flush()
}

fn row(point: &Progress) -> [String; 5] {
    let elapsed = point.elapsed;
    [
        format!("{}.{:03}", elapsed.as_secs(), elapsed.subsec_millis()),
        point.work.to_string(),
        point.objective.0.to_string(),
        point.bound.0.to_string(),
        point.by.to_owned(),
    ]
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::write_trace_csv;
    use crate::domain::Cost;
    use crate::solve::Progress;

    fn written(trace: &[Progress]) -> String {
        let mut text = Vec::new();
        write_trace_csv(trace, &mut text).unwrap();
        String::from_utf8(text).unwrap()
    }

    #[test]
    fn a_point_is_a_row_with_milliseconds_after_the_full_stop() {
        let point = |millis, objective, by| {
            let (elapsed, objective) = (Duration::from_millis(millis), Cost(objective));
            Progress { elapsed, work: millis / 10, objective, bound: Cost(40), by }
        };
        assert_eq!(
            written(&[point(7, 90, "construct"), point(61_250, 50, "search")]),
            "seconds,work,objective,bound,found_by\n0.007,0,90,40,construct\n61.250,6125,50,40,search\n"
        );
    }

    #[test]
    fn a_run_without_news_has_a_header() {
        assert_eq!(written(&[]), "seconds,work,objective,bound,found_by\n");
    }
}

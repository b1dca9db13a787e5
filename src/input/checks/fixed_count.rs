//! No more sessions of a request are fixed than are due.

use rustc_hash::FxHashMap;

use crate::domain::{Problem, RequestId};
use crate::input::defect::{Collector, Defect};
use crate::input::fixed::MarkedFixed;
use crate::input::requests::Requests;

/// Reports the fixed rows beyond the sessions due.
pub(in crate::input) fn check<'r>(
    problem: &Problem,
    requests: &Requests,
    rows: impl Iterator<Item = &'r MarkedFixed>,
    defects: &Collector,
) {
    let mut counts: FxHashMap<RequestId, u32> = FxHashMap::default();
    for row in rows {
        let request = row.fixed.request;
        let count = counts.entry(request).or_insert(0);
        *count += 1;
        let due = problem.due(request);
        if requests.entries()[request.index()].sound && *count > due {
            let problem = format!("fixed row {count} of a request with {due} sessions due this week");
            let hint = "take the row out, or look at `frequency`, the booking and the history of the request";
            let defect = Defect::error("too-many-fixed", row.mark.clone(), problem);
            defects.add(defect.expected("no more fixed rows than sessions due").hint(hint));
        }
    }
}

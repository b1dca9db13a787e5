//! More or fewer requests of a kind. Which ones are copied or withdrawn first is drawn by their codes, so that a fifth more
//! holds all that a tenth more does.

use crate::domain::{Kind, RequestId, Service, Week, age_band};
use crate::input::{Amiss, nearest, quoted};

use super::super::draws::{Draws, Purpose};
use super::super::scenario::Scaling;
use super::copies::{copy_families, withdraw};
use super::impossible;

/// Brings the requests of a kind to a share of their number, rounded to the nearest.
pub(super) fn scale(service: &mut Service, week: Week, draws: Draws, scaling: &Scaling) -> Result<(), Amiss> {
    refuse_unknown_area(service, scaling)?;
    let mut chosen: Vec<RequestId> =
        (0..service.requests.len()).map(RequestId::new).filter(|&id| is_of(service, week, id, scaling)).collect();
    if chosen.is_empty() {
        return Err(impossible("no request is of this kind".to_owned(), "a kind that the requests have"));
    }
    chosen.sort_by_key(|id| {
        let code = &service.requests[id.index()].code;
        (draws.number(Purpose::Scaling, code), code.clone())
    });
    let wanted = (chosen.len() * scaling.percent as usize + 50) / 100;
    if wanted < chosen.len() {
        chosen[wanted..].iter().for_each(|&id| withdraw(service, week, id));
        return Ok(());
    }
    let more: Vec<Vec<RequestId>> = chosen.iter().cycle().take(wanted - chosen.len()).map(|&id| vec![id]).collect();
    copy_families(service, &more);
    Ok(())
}

/// Whether a request is of the kind; one that is out of this week is of none.
fn is_of(service: &Service, week: Week, id: RequestId, scaling: &Scaling) -> bool {
    let request = &service.requests[id.index()];
    let is_out = request.suspended_from == Some(week.monday()) && request.suspended_until.is_none();
    let bands = request.children.iter().filter_map(|child| match service.people[child.index()].kind {
        Kind::Child { born, education, .. } => Some(age_band(born, education, week.monday())),
        Kind::Adult => None,
    });
    !is_out
        && scaling.class.is_none_or(|class| request.priority_class() == class)
        && scaling.area.as_ref().is_none_or(|area| request.area.as_ref() == Some(area))
        && scaling.age.is_none_or(|age| bands.min() == Some(age))
}

fn refuse_unknown_area(service: &Service, scaling: &Scaling) -> Result<(), Amiss> {
    let Some(area) = &scaling.area else { return Ok(()) };
    let known = || service.requests.iter().filter_map(|request| request.area.as_deref());
    if known().any(|other| other == area) {
        return Ok(());
    }
    let hint = nearest(area, known()).map(|like| format!("did you mean {}?", quoted(like))).unwrap_or_default();
    let problem = format!("no request has the area {}", quoted(area));
    Err(Amiss { code: "unknown-id", problem, expected: "an area of requests.csv".to_owned(), hint })
}

//! How much family time a child may have: the level of a request for a child, and the child's limits of day and week.

use crate::domain::{AgeBand, Minutes, Mode, Policy, Request};

/// The limits of one child.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ChildLimits {
    /// Most dates with a session in the week.
    pub dates: u32,
    /// Most minutes of sessions on one date.
    pub minutes_a_day: Minutes,
    /// Whether sessions on adjacent dates cost anything: with at most three sessions due.
    pub spaced: bool,
}

/// The most minutes of a session of `request` as far as a child of `band` goes.
pub(in crate::domain) fn level(request: &Request, band: AgeBand, policy: &Policy) -> Minutes {
    let of_band = policy.levels.of(band).minutes;
    let long_term = policy.levels.long_term;
    match (request.court_ordered, request.long_term, request.mode) {
        (true, _, _) => request.minutes.max(of_band),
        (false, true, Mode::Community) => long_term.community_minutes,
        (false, true, _) => long_term.minutes,
        (false, false, _) => of_band,
    }
}

/// The limits of a child of `band` with these requests (each with its sessions due).
pub(in crate::domain) fn child_limits<'a>(
    band: AgeBand,
    requests: impl Iterator<Item = (&'a Request, u32)> + Clone,
    policy: &Policy,
) -> ChildLimits {
    let of_band = policy.levels.of(band);
    let due = requests.filter(|&(_, due)| due > 0);
    let ordered: u32 = due.clone().filter(|(request, _)| request.court_ordered).map(|(_, due)| due).sum();
    let longest = due.clone().map(|(request, _)| level(request, band, policy)).max();
    ChildLimits {
        dates: of_band.days.max(ordered),
        minutes_a_day: longest.unwrap_or(of_band.minutes),
        spaced: due.map(|(_, due)| due).sum::<u32>() <= 3,
    }
}

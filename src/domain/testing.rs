//! Small values for unit tests.

use chrono::NaiveDate;

use super::{
    Frequency, LegalStatus, Minutes, Mode, Outcome, PastSession, PastSite, PersonId, Request, RequestId, Week,
};

/// A date from its text.
pub(crate) fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// The week from Monday, 30 November 2026.
pub(crate) fn week() -> Week {
    Week::new(date("2026-11-30")).expect("a Monday")
}

/// A weekly request of an hour at any venue.
pub(crate) fn request(code: &str, children: &[usize], adults: &[usize]) -> Request {
    let people = |list: &[usize]| list.iter().map(|&p| PersonId::new(p)).collect();
    Request {
        code: code.to_owned(),
        children: people(children),
        adults: people(adults),
        frequency: Frequency::PerWeek(1),
        minutes: Minutes(60),
        mode: Mode::Venue,
        status: LegalStatus::CareOrder,
        court_ordered: false,
        long_term: false,
        workers: 1,
        authorised: None,
        area: None,
        venues: Vec::new(),
        prefers_venues: Vec::new(),
        needs: std::collections::BTreeSet::default(),
        skills: std::collections::BTreeSet::default(),
        main_worker: None,
        not_workers: Vec::new(),
        risk: super::Risk::Standard,
        transport: super::Transport::Carer,
        agreement: super::Agreement::Signed,
        school_time: false,
        windows: None,
        prefers: None,
        first: None,
        ends: None,
        suspended_from: None,
        suspended_until: None,
    }
}

/// A past session of request `request` at 16:00.
pub(crate) fn past(request: usize, on: &str, outcome: Outcome) -> PastSession {
    PastSession {
        request: RequestId::new(request),
        date: date(on),
        start: Minutes(960),
        site: PastSite::Unknown,
        workers: Box::default(),
        outcome,
    }
}

//! Workers added, gone, trained and employed on other terms.

use crate::domain::{Absentee, Day, Hours, Service, VenueId, Worker, WorkerId};
use crate::input::Amiss;

use super::super::scenario::{NewWorkers, Terms, changed_hours};
use super::whole::be_away;
use super::{find, impossible, order};

/// Workers more, each like one that is there, whom no family knows yet.
pub(super) fn add(service: &mut Service, new: &NewWorkers) -> Result<(), Amiss> {
    let mut like = service.workers[position(service, &new.like)?].clone();
    if let Some(base) = &new.base {
        like.base = VenueId::new(find(&service.venues, base, "venue", |venue| &venue.code)?);
    }
    take_terms(&mut like, &new.terms);
    refuse_bad(&like)?;
    for _ in 0..new.count {
        let code = free_code(service, &new.like);
        service.workers.push(Worker { name: code.clone(), code, ..like.clone() });
    }
    order::restore(service);
    Ok(())
}

/// A worker like another, with that one's hours of one day.
pub(super) fn borrow(service: &mut Service, code: &str, day: Day) -> Result<(), Amiss> {
    let like = service.workers[position(service, code)?].clone();
    let shifts = Day::ALL.map(|other| if other == day { like.shifts[day.index()].clone() } else { Hours::default() });
    let code = free_code(service, code);
    let contracted = shifts[day.index()].total();
    service.workers.push(Worker { name: code.clone(), code, contracted, shifts, ..like });
    order::restore(service);
    Ok(())
}

/// The worker is away at any time, and somebody else does the worker's duties.
pub(super) fn remove(service: &mut Service, code: &str) -> Result<(), Amiss> {
    let worker = Absentee::Worker(WorkerId::new(position(service, code)?));
    be_away(service, worker);
    Ok(())
}

/// A worker, or everybody who is employed, works on other terms.
pub(super) fn change(service: &mut Service, code: Option<&str>, terms: &Terms) -> Result<(), Amiss> {
    let only = code.map(|code| position(service, code)).transpose()?;
    let chosen = service.workers.iter_mut().enumerate();
    for (_, worker) in chosen.filter(|(at, worker)| only.map_or(!worker.agency, |only| only == *at)) {
        take_terms(worker, terms);
        refuse_bad(worker)?;
    }
    Ok(())
}

fn take_terms(worker: &mut Worker, terms: &Terms) {
    worker.skills.extend(terms.skills.iter().cloned());
    worker.contracted = terms.contracted.unwrap_or(worker.contracted);
    worker.overtime = terms.overtime.unwrap_or(worker.overtime);
    worker.max_sessions_per_day = terms.max_sessions_per_day.unwrap_or(worker.max_sessions_per_day);
    worker.drives = terms.drives.unwrap_or(worker.drives);
    worker.agency = terms.agency.unwrap_or(worker.agency);
    worker.shifts = changed_hours(&worker.shifts, &terms.days);
}

fn refuse_bad(worker: &Worker) -> Result<(), Amiss> {
    if worker.most_paid() <= crate::domain::Minutes(168 * 60) {
        return Ok(());
    }
    Err(impossible("contract and overtime are more than a week has".to_owned(), "at most 168 hours together"))
}

/// A code for somebody like `like` that nobody has.
fn free_code(service: &Service, like: &str) -> String {
    let mut codes = (1..).map(|number: u32| format!("{like}+{number}"));
    codes.find(|code| service.workers.iter().all(|worker| worker.code != *code)).expect("numbers do not end")
}

fn position(service: &Service, code: &str) -> Result<usize, Amiss> {
    find(&service.workers, code, "worker", |worker| &worker.code)
}

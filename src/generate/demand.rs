//! The demand of an invented service: families and their requests, until exactly as many sessions are due as the size
//! and the mix ask for. Where a request is not held every week, its fellows of the other weeks are drawn too.

use super::Recipe;
use super::families::{Family, Neighbourhood, adults, children};
use super::households::{Adults, Household};
use super::knobs::Percent;
use super::random::Chance;
use super::requests::Request;
use super::special;
use super::venues::Venue;
use super::wishes;
use crate::domain::{Frequency, LegalStatus, Minutes, PriorityClass};

/// Of the looked-after sessions due: those of fortnightly and of four-weekly requests.
const SELDOM: [(Frequency, Percent); 2] =
    [(Frequency::EveryWeeks(2), Percent(17)), (Frequency::EveryWeeks(4), Percent(7))];
/// The rhythm of links that are maintained in long-term care.
const LONG_TERM: Frequency = Frequency::PerYear(6);
/// The longest session of a looked-after child at a venue.
const LONGEST: Minutes = Minutes(90);
/// One request in so many is suspended in the planning week, so that none of its sessions is due.
const SUSPENDED: usize = 140;

/// Families and their requests, in the order of their ids.
#[derive(Debug)]
pub(super) struct Demand {
    /// The families.
    pub(super) families: Vec<Family>,
    /// The requests, each after those of earlier families.
    pub(super) requests: Vec<Request>,
}

impl Demand {
    /// The family of a request.
    pub(super) fn family(&self, request: &Request) -> &Family {
        &self.families[request.family]
    }
}

/// Draws the demand.
pub(super) fn draw(recipe: &Recipe, venues: &[Venue], chance: &mut Chance) -> Demand {
    let mut drawing = Drawing { recipe, venues, chance, drawn: Vec::new() };
    for (class, sessions) in recipe.knobs.mix.split(recipe.size.sessions()) {
        drawing.class(class, sessions);
    }
    drawing.suspended();
    let mut drawn = drawing.drawn;
    chance.shuffle(&mut drawn);
    let mut demand = numbered(drawn);
    special::elsewhere(&mut demand, recipe.knobs.elsewhere.of(recipe.size.sessions()), chance);
    special::two_workers(&mut demand, recipe.knobs.two_workers.of(recipe.size.sessions()), chance);
    special::others(&mut demand, chance);
    wishes::draw(&mut demand, venues, chance);
    demand
}

/// Families as they are drawn, each with its requests.
struct Drawing<'a> {
    recipe: &'a Recipe,
    venues: &'a [Venue],
    chance: &'a mut Chance,
    drawn: Vec<(Family, Vec<Request>)>,
}

impl Drawing<'_> {
    /// Families of a class, until so many sessions are due.
    fn class(&mut self, class: PriorityClass, sessions: usize) {
        let mut left = sessions;
        if class == PriorityClass::LookedAfter {
            let long_term = self.recipe.knobs.long_term.of(sessions);
            let seldom = SELDOM.map(|(frequency, share)| (frequency, share.of(sessions)));
            for (frequency, wanted) in [(LONG_TERM, long_term)].into_iter().chain(seldom) {
                let due = wanted.min(left);
                left -= due;
                self.seldom(frequency, due);
            }
        }
        while left > 0 {
            left -= self.weekly(class, left);
        }
    }

    /// A family that comes every week, at most so often; returns how many sessions are due.
    fn weekly(&mut self, class: PriorityClass, most: usize) -> usize {
        let kind = Household::draw(class, self.chance);
        let (family, mut requests) = self.family(kind, class, most);
        let began = self.began(class);
        for request in &mut requests {
            request.began = began;
        }
        let due = requests.iter().map(|request| request.due).sum();
        self.drawn.push((family, requests));
        due
    }

    /// Families whose sessions are seldom: so many that are due, and as many more as have their turn in other weeks.
    fn seldom(&mut self, frequency: Frequency, due: usize) {
        for turn in 0..due {
            self.in_turn(frequency, None);
            let quiet = self.drawn.last().map_or(0, |(_, requests)| requests[0].quiet_weeks());
            // Without history nothing says that a session was held, so that all of them would be due.
            let told = quiet.min(self.recipe.knobs.history_weeks);
            let others = if told == 0 { 0 } else { quiet };
            for other in 0..others {
                let at = u32::try_from(turn).expect("a week's sessions") + other;
                self.in_turn(frequency, Some(1 + at % told));
            }
        }
    }

    /// A family whose sessions are seldom: the last one so many weeks ago, or long enough that one is due.
    fn in_turn(&mut self, frequency: Frequency, last: Option<u32>) {
        let kind = Household::draw(PriorityClass::LookedAfter, self.chance);
        let (family, requests) = self.family(kind, PriorityClass::LookedAfter, 1);
        let mut request = requests.into_iter().next().expect("a family asks for something");
        request.frequency = frequency;
        request.long_term = frequency == LONG_TERM;
        request.minutes = request.minutes.min(LONGEST);
        request.due = usize::from(last.is_none());
        request.last = last.unwrap_or(request.quiet_weeks() + 1);
        // Long enough for the last session to lie in it.
        request.began = u32::try_from(self.chance.between(14, 60)).expect("above 0");
        self.drawn.push((family, vec![request]));
    }

    /// A few families whose weekly sessions are suspended.
    fn suspended(&mut self) {
        for _ in 0..self.recipe.size.sessions() / SUSPENDED {
            let (family, requests) = self.family(Household::OneAtSchool, PriorityClass::Proceedings, 1);
            let mut request = requests.into_iter().next().expect("a family asks for something");
            request.due = 0;
            request.began = 20;
            let weeks_ago = u32::try_from(self.chance.between(0, 2)).expect("0 and up");
            request.suspended_from = Some(self.recipe.week.weeks_before(weeks_ago));
            self.drawn.push((family, vec![request]));
        }
    }

    /// A family of a kind, with requests of at most so many sessions a week together.
    fn family(&mut self, kind: Household, class: PriorityClass, most: usize) -> (Family, Vec<Request>) {
        let weights: Vec<usize> = self.venues.iter().map(|venue| venue.weight).collect();
        let near = self.chance.weighted(&weights);
        let around = Neighbourhood { venue: self.venues[near].at, catchment: self.recipe.size.catchment() };
        let stages = kind.stages(self.chance);
        let apart = most > 1 && kind.is_apart(&stages, class, self.chance);
        let relations = if apart { &["Mother", "Father"] } else { kind.relations(class, self.chance) };
        let coming = if apart { Adults::Apart } else { Adults::Together(relations.len()) };
        let mut requests = kind.requests(&stages, (class, most), coming, self.chance);
        let status = self.status(class);
        for request in &mut requests {
            request.status = status;
        }
        let family = Family {
            near,
            children: children(&stages, self.recipe.week, around, self.chance),
            adults: adults(relations, around, self.chance),
            apart,
        };
        (family, requests)
    }

    /// The legal status behind a class.
    fn status(&mut self, class: PriorityClass) -> LegalStatus {
        match class {
            PriorityClass::Court | PriorityClass::Proceedings => LegalStatus::InterimCareOrder,
            PriorityClass::Spare => LegalStatus::Section17,
            PriorityClass::LookedAfter => {
                let statuses = [LegalStatus::CareOrder, LegalStatus::SupervisionOrder, LegalStatus::Section20];
                statuses[self.chance.weighted(&[86, 9, 5])]
            }
        }
    }

    /// For how many weeks a family has come: what is spare is booked anew each week, others stay for months.
    fn began(&mut self, class: PriorityClass) -> u32 {
        let weeks = match class {
            PriorityClass::Spare => self.chance.between(2, 5),
            _ if self.chance.percent(62) => self.chance.between(13, 40),
            _ => self.chance.between(4, 12),
        };
        u32::try_from(weeks).expect("above 0")
    }
}

/// The families in this order, with ids: `C012a` and `C012b` are the children of family 12, `R012` its request.
fn numbered(drawn: Vec<(Family, Vec<Request>)>) -> Demand {
    let digits = drawn.len().to_string().len().max(3);
    let mut demand = Demand { families: Vec::new(), requests: Vec::new() };
    for (position, (mut family, mut requests)) in drawn.into_iter().enumerate() {
        let id = |letter: char, nth: usize, of: usize| {
            let number = position + 1;
            let suffix =
                if of > 1 { char::from(b'a' + u8::try_from(nth).expect("few")).to_string() } else { String::new() };
            format!("{letter}{number:0digits$}{suffix}")
        };
        let (children, adults, count) = (family.children.len(), family.adults.len(), requests.len());
        family.children.iter_mut().enumerate().for_each(|(nth, child)| child.id = id('C', nth, children));
        family.adults.iter_mut().enumerate().for_each(|(nth, adult)| adult.id = id('A', nth, adults));
        for (nth, request) in requests.iter_mut().enumerate() {
            request.id = id('R', nth, count);
            request.family = position;
            let reference = |prefix: &str| Some(format!("{prefix}-{}", request.id));
            request.authorised = if request.status == LegalStatus::Section20 { reference("SM") } else { None };
        }
        demand.families.push(family);
        demand.requests.extend(requests);
    }
    demand
}

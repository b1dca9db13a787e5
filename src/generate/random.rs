//! Chance that is the same on every machine and for ever: SplitMix64 (Steele, Lea, Flood, 2014,
//! doi:10.1145/2660193.2660195), written here so that no crate's next version changes an invented service. Each subject
//! draws from a stream of its own, so that more draws for one leave the others as they are.

/// What a stream of chance decides.
#[derive(Clone, Copy, Debug)]
pub(super) enum Subject {
    /// Where venues are, and what they offer.
    Venues = 1,
    /// Who the families are, and what they need.
    Demand,
    /// Who is employed.
    Workers,
    /// Small preferences between equal places in the usual week.
    UsualWeek,
    /// What happened in the weeks before.
    History,
    /// What is different in the planning week.
    ThisWeek,
}

/// A stream of chance.
#[derive(Debug)]
pub(super) struct Chance(u64);

impl Chance {
    /// The stream of a subject under a seed.
    pub(super) fn new(seed: u64, subject: Subject) -> Self {
        Self(mixed(seed ^ mixed(subject as u64)))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mixed(self.0)
    }

    /// A number from 0 up to but without `end`, which is 1 and up.
    pub(super) fn below(&mut self, end: usize) -> usize {
        let product = u128::from(self.next()) * end as u128;
        usize::try_from(product >> 64).expect("less than `end`")
    }

    /// A number from `least` to `most`, both possible.
    pub(super) fn between(&mut self, least: i32, most: i32) -> i32 {
        let numbers = usize::try_from(most - least + 1).expect("`least` is at most `most`");
        least + i32::try_from(self.below(numbers)).expect("within the range")
    }

    /// Yes, this many times in a hundred.
    pub(super) fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of some things, each as likely.
    pub(super) fn pick<T: Copy>(&mut self, things: &[T]) -> T {
        things[self.below(things.len())]
    }

    /// The position of one of some weights, each as likely as its weight is large; one of them is above 0.
    pub(super) fn weighted(&mut self, weights: &[usize]) -> usize {
        let mut drawn = self.below(weights.iter().sum());
        let falls_here = |&weight: &usize| {
            let here = drawn < weight;
            drawn = drawn.saturating_sub(weight);
            here
        };
        weights.iter().position(falls_here).expect("the draw is below the sum of the weights")
    }

    /// Puts things into any order (Fisher and Yates).
    pub(super) fn shuffle<T>(&mut self, things: &mut [T]) {
        for last in (1..things.len()).rev() {
            things.swap(last, self.below(last + 1));
        }
    }
}

fn mixed(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::{Chance, Subject};

    #[test]
    fn it_is_splitmix64() {
        let mut chance = Chance(0);
        assert_eq!([chance.next(), chance.next()], [0xE220_A839_7B1D_CDAF, 0x6E78_9E6A_A1B9_65F4]);
    }

    #[test]
    fn subjects_and_seeds_have_streams_of_their_own() {
        let first = |seed, subject| Chance::new(seed, subject).next();
        assert_ne!(first(1, Subject::Venues), first(1, Subject::Demand));
        assert_ne!(first(1, Subject::Venues), first(2, Subject::Venues));
        assert_eq!(first(1, Subject::Venues), first(1, Subject::Venues));
    }

    #[test]
    fn draws_reach_both_ends_and_no_further() {
        let mut chance = Chance::new(7, Subject::Venues);
        let drawn: std::collections::BTreeSet<i32> = (0..200).map(|_| chance.between(-1, 2)).collect();
        assert_eq!(drawn.into_iter().collect::<Vec<_>>(), [-1, 0, 1, 2]);
        let weighted: std::collections::BTreeSet<usize> = (0..200).map(|_| chance.weighted(&[0, 3, 0, 1])).collect();
        assert_eq!(weighted.into_iter().collect::<Vec<_>>(), [1, 3]);
    }

    #[test]
    fn a_shuffle_keeps_every_thing() {
        let mut things: Vec<usize> = (0..50).collect();
        Chance::new(7, Subject::Venues).shuffle(&mut things);
        assert_ne!(things, (0..50).collect::<Vec<_>>());
        things.sort_unstable();
        assert_eq!(things, (0..50).collect::<Vec<_>>());
    }
}

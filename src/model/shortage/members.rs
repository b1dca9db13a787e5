//! Sets of rooms or workers by position, quick to compare. It knows nothing of what the positions mean.

/// A set of positions in a list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Members(Vec<u64>);

impl Members {
    /// The given positions of a list of `count` things.
    pub(super) fn new(positions: impl IntoIterator<Item = usize>, count: usize) -> Self {
        let mut words = vec![0; count.div_ceil(64)];
        for position in positions {
            words[position / 64] |= 1 << (position % 64);
        }
        Self(words)
    }

    /// Whether all of `part` belongs to it.
    pub(super) fn hold(&self, part: &Self) -> bool {
        part.0.iter().zip(&self.0).all(|(part, whole)| part & !whole == 0)
    }

    /// With all of `more`.
    pub(super) fn joined(mut self, more: &Self) -> Self {
        self.0.iter_mut().zip(&more.0).for_each(|(word, more)| *word |= more);
        self
    }

    /// The positions in order.
    pub(super) fn positions(&self) -> impl Iterator<Item = usize> + '_ {
        let bits = |(index, &word): (usize, &u64)| {
            (0..64).filter(move |bit| word >> bit & 1 == 1).map(move |bit| index * 64 + bit)
        };
        self.0.iter().enumerate().flat_map(bits)
    }
}

#[cfg(test)]
mod tests {
    use super::Members;

    #[test]
    fn a_set_holds_its_parts_and_no_more() {
        let whole = Members::new([0, 63, 64, 99], 100);
        assert!(whole.hold(&Members::new([63, 99], 100)));
        assert!(!whole.hold(&Members::new([63, 98], 100)));
        let both = Members::new([1], 100).joined(&whole);
        assert_eq!(both.positions().collect::<Vec<_>>(), [0, 1, 63, 64, 99]);
    }
}

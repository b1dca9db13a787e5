//! In which order the rows of a symmetric matrix are eliminated, and which entries of its factor are not zero. Rows with the same
//! entries are taken together in blocks (supernodes: Ng, Peyton, SIAM Journal on Scientific Computing 14(5), 1993,
//! 10.1137/0914063).

/// Rows of a block at most.
const WIDEST: usize = 32;
/// Zeros that a block may count among its entries, as a share of these, and beyond that.
const ZEROS: (f64, usize) = (0.1, 10);

/// Rows of the factor that are next to each other and have the same entries.
#[derive(Clone, Debug)]
pub(super) struct Block {
    /// The first of its rows, and the first that is not.
    pub(super) first: usize,
    pub(super) end: usize,
    /// The later rows that it has entries for, in order.
    pub(super) later: Vec<u32>,
    /// The earlier blocks with entries for its rows.
    pub(super) earlier: Vec<u32>,
}

/// The order and the blocks.
#[derive(Clone, Debug)]
pub(super) struct Elimination {
    /// The place of each row.
    pub(super) places: Vec<u32>,
    pub(super) blocks: Vec<Block>,
    /// The number of each place's block.
    pub(super) block_of: Vec<usize>,
}

impl Elimination {
    /// For a matrix with an entry wherever two rows are in the same group, and on its diagonal; few entries arise beyond these
    /// (approximate minimum degree: Amestoy, Davis, Duff, SIAM Journal on Matrix Analysis 17(4), 1996, 10.1137/S0895479894278952).
    /// `None` where no order is found.
    pub(super) fn of(rows: usize, groups: impl Iterator<Item = impl Iterator<Item = u32> + Clone>) -> Option<Self> {
        let beside = beside(rows, groups);
        let entries: Vec<Vec<u32>> = beside.iter().map(|set| set.iter().collect()).collect();
        let mut first = vec![0];
        for of_row in &entries {
            first.push(first.last().copied().unwrap_or(0) + small(of_row.len()));
        }
        let (order, places, _) = amd::order(small(rows), &first, &entries.concat(), &amd::Control::default()).ok()?;
        let moved =
            order.iter().map(|&row| Set::of(rows, entries[row as usize].iter().map(|&other| places[other as usize])));
        let later = later_entries(moved.collect());
        let (blocks, block_of) = blocks(&later);
        Some(Self { places, blocks, block_of })
    }
}

/// A set of rows.
#[derive(Clone, Debug)]
struct Set(Vec<u64>);

impl Set {
    fn of(rows: usize, members: impl Iterator<Item = u32>) -> Self {
        let mut set = Self(vec![0; rows.div_ceil(64)]);
        members.for_each(|row| set.0[row as usize / 64] |= 1 << (row % 64));
        set
    }

    fn join(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(word, other)| *word |= other);
    }

    /// Its rows, in order.
    fn iter(&self) -> impl Iterator<Item = u32> {
        self.0.iter().zip((0..).step_by(64)).flat_map(|(word, first)| {
            let rest = |word: &u64| Some(word & (word - 1)).filter(|rest| *rest > 0);
            std::iter::successors(Some(*word).filter(|word| *word > 0), rest)
                .map(move |word| first + word.trailing_zeros())
        })
    }
}

/// Each row, and the rows that are in a group of it.
fn beside(rows: usize, groups: impl Iterator<Item = impl Iterator<Item = u32> + Clone>) -> Vec<Set> {
    let mut beside: Vec<Set> = (0..small(rows)).map(|row| Set::of(rows, std::iter::once(row))).collect();
    for group in groups {
        let set = Set::of(rows, group.clone());
        group.for_each(|row| beside[row as usize].join(&set));
    }
    beside
}

/// Of each row, the later ones that its row of the factor has entries for, from those that the matrix has: what a row has goes on
/// in the first of these.
fn later_entries(of_matrix: Vec<Set>) -> Vec<Vec<u32>> {
    let mut sets = of_matrix;
    let mut later: Vec<Vec<u32>> = Vec::with_capacity(sets.len());
    for row in 0..sets.len() {
        let (set, rest) = sets[row..].split_first_mut().expect("a row of the matrix");
        let entries: Vec<u32> = set.iter().filter(|other| *other as usize > row).collect();
        if let Some(parent) = entries.first() {
            rest[*parent as usize - row - 1].join(set);
        }
        later.push(entries);
    }
    later
}

/// The blocks, and the number of each row's. A row is in the block of the one before if it is the first that this one has an entry
/// for, and few zeros come in.
fn blocks(later: &[Vec<u32>]) -> (Vec<Block>, Vec<usize>) {
    let mut blocks: Vec<Block> = Vec::new();
    let mut first = 0;
    while first < later.len() {
        let (mut end, mut entries) = (first + 1, later[first].len() + 1);
        while end < later.len() && end - first < WIDEST && later[end - 1].first() == Some(&small(end)) {
            let width = end + 1 - first;
            let all = width * (width + 1) / 2 + width * later[end].len();
            let of_rows = entries + later[end].len() + 1;
            #[allow(clippy::cast_precision_loss, reason = "far fewer than 2^53 entries")]
            let is_wasteful = (all - of_rows) as f64 > ZEROS.0 * of_rows as f64 + ZEROS.1 as f64;
            if is_wasteful {
                break;
            }
            (end, entries) = (end + 1, of_rows);
        }
        blocks.push(Block { first, end, later: later[end - 1].clone(), earlier: Vec::new() });
        first = end;
    }
    let mut block_of = vec![0; later.len()];
    for (number, block) in blocks.iter().enumerate() {
        block_of[block.first..block.end].fill(number);
    }
    for number in 0..blocks.len() {
        let mut touched: Vec<usize> = blocks[number].later.iter().map(|row| block_of[*row as usize]).collect();
        touched.dedup();
        touched.into_iter().for_each(|other| blocks[other].earlier.push(small(number)));
    }
    (blocks, block_of)
}

/// A number of rows or entries.
pub(super) fn small(number: usize) -> u32 {
    u32::try_from(number).expect("fewer than 2^32 rows and entries")
}

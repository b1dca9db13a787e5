//! Dense handles of the things a service knows. A handle is a position in the list of its kind, and the lists are in
//! byte order of the codes that the files write, so comparing two handles compares their codes.

use std::fmt;

macro_rules! handle {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            /// The handle of position `index` (0 and up, below 2^32).
            ///
            /// # Panics
            /// If `index` does not fit 32 bits.
            #[must_use]
            pub fn new(index: usize) -> Self {
                Self(u32::try_from(index).expect("fewer than 2^32 things of a kind"))
            }

            /// The position in the list of its kind.
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }
    };
}

handle!(
    /// A venue of the service.
    VenueId
);
handle!(
    /// A room of a venue.
    RoomId
);
handle!(
    /// A contact support worker.
    WorkerId
);
handle!(
    /// A child or an adult of a family.
    PersonId
);
handle!(
    /// A request for family time: a series of sessions.
    RequestId
);

//! Advice to a coordinator about single sessions of a finished rota: where one could go and what that costs, why it is where
//! it is or why it is nowhere, what would let it in, and which pins no rota can have. It plans no week.

mod blockers;
mod displace;
mod explain;
mod loosen;
mod pins;
mod places;
mod relax;
mod suggest;

pub use blockers::{Blocker, blockers};
pub use explain::{Explanation, No, Placed, Unplaceable, explain};
pub use pins::{RefusedPin, refused_pins};
pub use relax::{Relaxation, relaxations};
pub use suggest::{Asked, Suggestion, suggest};

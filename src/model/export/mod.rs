//! The whole model as files that other solvers read: LP and free MPS. They know columns and rows, not sessions.

mod lp;
mod mps;
mod names;

pub use lp::write_lp;
pub use mps::write_mps;
pub use names::of_column as column_name;

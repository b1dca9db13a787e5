//! The integration tests, one module per theme.

mod input_bad;
mod input_parity;
mod shared;

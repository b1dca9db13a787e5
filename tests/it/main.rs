//! The integration tests, one module per theme.

mod cli;
mod input_bad;
mod input_good;
mod input_parity;
mod shared;

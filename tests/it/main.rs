//! The integration tests, one module per theme.

mod cli;
mod input_parity;
mod shared;

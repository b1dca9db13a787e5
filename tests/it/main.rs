//! The integration tests, one module per theme.

mod input_parity;
mod shared;

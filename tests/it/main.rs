//! The integration tests, one module per theme.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod benchmark_rotas;
mod brute_force;
mod crowded;
mod input_bad;
mod input_parity;
mod parity;
mod shared;
mod support;
mod tiny_weeks;
mod whole_model;

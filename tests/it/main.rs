//! The integration tests, one module per theme.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod brute_force;
mod parity;
mod support;

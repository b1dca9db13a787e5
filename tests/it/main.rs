//! The integration tests, one module per theme.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod benchmark_rotas;
mod benchmarks;
mod brute_force;
mod cli;
mod crowded;
mod data;
mod generate;
mod house;
mod input_bad;
mod input_docs;
mod input_good;
mod input_parity;
mod input_robust;
mod input_rota;
mod parity;
mod readme;
mod repairs;
mod shared;
mod shortages;
mod solver;
mod support;
mod tiny_weeks;
mod whatif;
mod whole_model;

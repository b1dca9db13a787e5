//! Kintime plans a week of supervised family time for a council's family-time service.
//!
//! Data flows one way through the modules below, each using only those before it: a folder of files becomes a
//! [`domain::Problem`], that becomes a [`model::Model`], the solver finds a [`domain::Rota`], the rules audit it, and the
//! writers make files of it.

pub mod domain;
pub mod input;
pub mod rules;
pub mod model;
pub mod solve;
pub mod rota;
pub mod output;
pub mod advice;
pub mod generate;
pub mod bench;
pub mod whatif;
pub mod cli;

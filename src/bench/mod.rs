//! Benchmarks: planning folders times engines, seeds and limits, one run after the other, each a process of its own. Every
//! rota is judged by the rules here, whoever made it. This room knows how to run a planner and what its rota is worth; it
//! does not know how any of them plans, and it prints nothing.
//!
//! A run goes through the files in this order: [`find_instances`] (`suite`), [`Design::jobs`] (`job`), [`Stage::run`] (`run`,
//! with `measure` for the process and `outside` for solvers of others), `judge`; then [`Results`] (`record`) with
//! [`compare`], and the files that show them (`files`, `table`, `page`).

mod answer;
mod compare;
mod curve;
mod engine;
mod expected;
mod files;
mod job;
mod judge;
mod limit;
mod measure;
mod outside;
mod page;
mod profile;
mod record;
mod run;
mod scaling;
mod solution_file;
mod suite;
mod table;

pub use compare::{Comparison, Verdict, compare};
pub use curve::{Curve, Point};
pub use engine::{Engine, OutsideSolver};
pub use expected::Published;
pub use files::{BenchFolder, read_results};
pub use job::{Design, Job};
pub use judge::contradictions;
pub use limit::Limit;
pub use page::write_page;
pub use record::{Found, Key, Machine, Record, Results};
pub use run::{Stage, Workshop};
pub use suite::{Instance, SuiteError, find_instances};
pub use table::{write_table, write_table_csv};

//! The integration tests, one module per theme.

mod input_bad;
mod input_docs;
mod input_good;
mod input_parity;
mod input_robust;
mod input_rota;
mod shared;

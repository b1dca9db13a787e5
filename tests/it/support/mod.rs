//! What the integration tests share: random tiny weeks, the independent checker, and the best rota by brute force.

pub(crate) mod brute;
pub(crate) mod checker;
pub(crate) mod folder;
pub(crate) mod program;
pub(crate) mod random;
pub(crate) mod rota_csv;
pub(crate) mod tiny;

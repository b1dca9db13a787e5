//! Lower bounds on the objective of every rota.

mod separable;

pub(crate) use separable::separable_bound;

//! What the lists of a service must keep to among themselves, so that everything can be derived from them.

use super::service::Service;

/// A service that cannot be planned for, because its data contradict themselves.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Contradiction {
    /// Codes must be in byte order, each once: handles compare as codes do.
    #[error("the codes of {0} are not in byte order, each once")]
    Order(&'static str),
    /// A session needs somebody on both sides.
    #[error("request {0} has no children or no adults")]
    NobodyComes(String),
    /// Only children are children.
    #[error("request {0} lists an adult among its children")]
    AdultAsChild(String),
}

/// Whether the lists of a service contradict themselves.
pub(super) fn check(service: &Service) -> Result<(), Contradiction> {
    fn ordered<T>(list: &[T], name: &'static str, code: impl Fn(&T) -> &str) -> Result<(), Contradiction> {
        let sorted = list.windows(2).all(|pair| code(&pair[0]).as_bytes() < code(&pair[1]).as_bytes());
        if sorted { Ok(()) } else { Err(Contradiction::Order(name)) }
    }
    ordered(&service.venues, "venues", |v| &v.code)?;
    ordered(&service.rooms, "rooms", |r| &r.code)?;
    ordered(&service.workers, "workers", |w| &w.code)?;
    ordered(&service.people, "people", |p| &p.code)?;
    ordered(&service.requests, "requests", |r| &r.code)?;
    for request in &service.requests {
        if request.children.is_empty() || request.adults.is_empty() {
            return Err(Contradiction::NobodyComes(request.code.clone()));
        }
        if request.children.iter().any(|child| !service.people[child.index()].is_child()) {
            return Err(Contradiction::AdultAsChild(request.code.clone()));
        }
    }
    Ok(())
}

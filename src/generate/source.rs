//! The `SOURCE.md` of an invented service: how it was made, and that nothing in it is real.

use super::Recipe;
use super::service::Service;

/// The text of the file.
pub(super) fn text(recipe: &Recipe, service: &Service) -> String {
    let counts = [
        ("sessions due", service.demand.requests.iter().map(|request| request.due).sum()),
        ("requests", service.demand.requests.len()),
        ("families", service.demand.families.len()),
        ("workers", service.workers.len()),
        ("rooms", service.rooms.len()),
        ("venues", service.venues.len()),
    ];
    let counts: String = counts.into_iter().map(|(what, count)| format!("| {what} | {count} |\n")).collect();
    format!(
        "# An invented service\n\n\
        Made by `kintime generate {options} OUT`, version {version}. The same version and options make the same files.\n\
        Plan it for the week of Monday {week}.\n\n\
        | what | how many |\n| --- | --- |\n{counts}\n\
        Everything here is invented: families, workers, venues, orders, bookings and history. The map lies in the open North\n\
        Sea, so that no coordinate is anybody's address. Shares and shapes follow public descriptions of family-time services;\n\
        `docs/generate.md` of the program says which, and what is not realistic.\n\n\
        A worker `W-left` left the service and may be in the history: one warning about ids that are gone. Some bookings end\n\
        within two weeks and need a review: warnings.\n",
        options = options(recipe),
        version = env!("CARGO_PKG_VERSION"),
        week = recipe.week,
    )
}

/// The options that make it, all of them.
fn options(recipe: &Recipe) -> String {
    let knobs = &recipe.knobs;
    format!(
        "--size {} --seed {} --week {} --tightness {} --mix {} --long-term {} --two-workers {} --elsewhere {} \
        --history-weeks {}",
        recipe.size.word(),
        recipe.seed,
        recipe.week,
        knobs.tightness.0,
        knobs.mix,
        knobs.long_term.0,
        knobs.two_workers.0,
        knobs.elsewhere.0,
        knobs.history_weeks,
    )
}

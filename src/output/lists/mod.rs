//! The lists of those who do the work: a venue's door list and a worker's week sheet, each for programs and for paper.

mod door_list;
mod week_sheet;

pub(super) use door_list::has_events;
pub use door_list::{write_door_list_csv, write_door_list_html};
pub(super) use week_sheet::has_work;
pub use week_sheet::{write_week_sheet_csv, write_week_sheet_html};

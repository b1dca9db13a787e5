//! Writers: a planned week to CSV, JSON and text, each over `io::Write` and all from one [`WeekView`]; and the output
//! folder, which a killed run leaves either old or new.

mod bundle;
mod calendars;
mod changes;
mod dates;
mod file_name;
mod files;
mod initials;
mod lists;
mod manifest_json;
mod overview;
mod page;
mod paper;
mod part;
mod registers;
mod rota_csv;
mod score_json;
mod slips;
mod spreadsheet;
mod summary;
mod trace_csv;
pub mod view;
mod visible;
mod workbook;

pub use bundle::{CALENDAR_MEMORY, bundle};
pub use calendars::{Calendars, Owner};
pub use changes::{
    ChangeList, FamilyChanges, VenueChanges, WorkerChanges, write_change_list_html, write_change_lists_csv,
    write_changes_csv,
};
pub use files::{OutputFile, OutputFolder, replace_file, write_file, write_new_folder};
pub use lists::{write_door_list_csv, write_door_list_html, write_week_sheet_csv, write_week_sheet_html};
pub use manifest_json::{FileDigest, Manifest};
pub use overview::{OverviewWeek, write_overview, write_overview_csv};
pub use page::write_rota_html;
pub use part::Part;
pub use registers::{Register, registers, write_register_csv, write_registers_html};
pub use rota_csv::write_rota_csv;
pub use score_json::{Score, write_score_json};
pub use slips::{
    CarerSlip, ParentSlip, ReferrerSlip, Slip, SlipPage, write_notify_csv, write_slip_html, write_slips_csv,
};
pub use summary::{write_cost, write_summary};
pub use trace_csv::{TRACE_COLUMNS, write_trace_csv};
pub use view::{WeekView, site_code};
pub use visible::visible;
pub use workbook::write_workbook;

pub(crate) use spreadsheet::cell;

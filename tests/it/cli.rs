//! The program as its users meet it: arguments in, files, texts and exit codes out.

mod bench;
mod calendars;
mod check;
mod county;
mod export;
mod generate;
mod help;
mod hostile_ids;
mod interrupt;
mod json;
mod page;
mod plan;
mod printed;
mod program;
mod repeatable;
mod report;
mod report_hostile;
mod report_privacy;
mod shortages;
mod timetables;
mod validate;

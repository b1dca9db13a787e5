//! The program as its users meet it: arguments in, files, texts and exit codes out.

mod bench;
mod calendars;
mod check;
mod county;
mod diff;
mod explain;
mod export;
mod generate;
mod help;
mod hostile_ids;
mod interrupt;
mod json;
mod plan;
mod printed;
mod program;
mod record;
mod repair;
mod repeatable;
mod report;
mod report_hostile;
mod report_privacy;
mod shortages;
mod suggest;
mod timetables;
mod validate;
mod weeks;

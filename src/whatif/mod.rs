//! What would happen if: scenarios of other rooms, workers, hours, demand and policy, each planned as whole weeks, with the
//! statistics that tell a difference from chance and from what the solver left open. It prints nothing.
//!
//! A sweep goes through the files in this order: [`read_scenarios`] (`file`, `scenario`) or `ready_made` say what to look at;
//! [`Design`] (`sweep`) names the runs; [`work`] has them made (`change` and `weeks` make the week of a run, `run` plans it) and
//! kept (`store`); [`Results`] puts them together with `statistics`; [`write_report`] shows them (`words`, `summary`, `table`, `page`).

mod change;
mod draws;
mod effort;
mod file;
mod outcome;
mod page;
mod prices;
mod ready_made;
mod report;
mod results;
mod run;
mod scenario;
mod statistics;
mod store;
mod summary;
mod sweep;
mod table;
mod trades;
mod weeks;
mod words;
mod work;

pub use effort::Effort;
pub use file::{ScenarioFile, parse_scenarios, read_scenarios};
pub use outcome::{Outcome, Use};
pub use page::write_page;
pub use prices::Price;
pub use ready_made::{each_away, weightings};
pub use report::{FILES, write_report};
pub use results::{Comparison, Findings, Results, Verdict};
pub use run::{RunError, Stage};
pub use scenario::{AS_IT_IS, Change, NewRoom, NewVenue, NewWorkers, Point, Scaling, Scenario, Terms, WeekHours};
pub use statistics::{Estimate, student};
pub use store::Store;
pub use summary::write_summary;
pub use sweep::{Design, Job, Kind, Listed, Shard, Sweep};
pub use table::write_table_csv;
pub use weeks::Rates;
pub use work::{Follower, SweepError, dearest, work};

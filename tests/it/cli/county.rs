//! A small invented service as a planning folder on the disk, and the changes that tests make to it.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// The planning week of all tests here.
pub(super) const WEEK: &str = "2026-11-30";

const VENUES: &str = "venue,name,area,latitude,longitude,features,staffed,mon,tue,wed,thu,fri
V1,Elm House,North,53.1472,-1.1987,,yes,09:00-18:30,09:00-18:30,09:00-18:30,09:00-18:30,09:00-18:30
V2,Oak House,South,53.0770,-0.8090,garden,no,09:00-18:30,09:00-18:30,09:00-18:30,09:00-18:30,09:00-18:30
";
const ROOMS: &str = "room,venue,capacity,features
V1-R1,V1,6,
V1-R2,V1,4,
V2-R1,V2,6,
";
const WORKERS: &str = "worker,name,base,contracted_hours,overtime_hours,skills,drives,mon,tue,wed,thu,fri
W1,Wendy Example,V1,30,2,,yes,09:00-18:30,09:00-18:30,09:00-18:30,09:00-18:30,09:00-18:30
W2,Walter Example,V2,30,2,,no,09:00-18:30,09:00-18:30,09:00-18:30,09:00-18:30,09:00-18:30
";
const PEOPLE: &str = "person,name,kind,born,education,latitude,longitude,travels_by
A1,Ann Sample,adult,,,53.10,-1.10,transit
A2,Abe Sample,adult,,,53.08,-0.90,car
C1,Cleo Sample,child,2024-03-01,none,53.15,-1.20,
C2,Carl Sample,child,2018-05-05,primary,53.08,-0.82,
";
const REQUESTS: &str = "request,children,adults,frequency,minutes,status,court_ordered,prefers_venues
Q1,C1,A1,2/week,90,interim_care_order,yes,V1
Q2,C2,A2,1/week,60,care_order,no,
";

/// A planning folder that is gone when it is dropped, and a place beside it for output.
pub(super) struct County {
    root: TempDir,
}

impl County {
    /// Two venues, two workers, two families, three sessions due.
    pub(super) fn new() -> Self {
        let county = Self { root: tempfile::tempdir().expect("a folder for passing files") };
        fs::create_dir(county.folder()).expect("a new folder");
        let files = [
            ("venues.csv", VENUES),
            ("rooms.csv", ROOMS),
            ("workers.csv", WORKERS),
            ("people.csv", PEOPLE),
            ("requests.csv", REQUESTS),
        ];
        files.into_iter().fold(county, |county, (name, text)| county.with(name, text))
    }

    /// With this file in the folder, in place of one of that name.
    pub(super) fn with(self, name: &str, text: &str) -> Self {
        fs::write(self.folder().join(name), text).expect("a file that can be written");
        self
    }

    /// With another line at the end of a file.
    pub(super) fn and_line(self, name: &str, line: &str) -> Self {
        let text = fs::read_to_string(self.folder().join(name)).expect("a file of the county");
        self.with(name, &format!("{text}{line}\n"))
    }

    /// With a court-ordered request that no worker can ever do.
    pub(super) fn with_impossible_court_order(self) -> Self {
        let text = "request,children,adults,frequency,minutes,status,court_ordered,skills
Q1,C1,A1,1/week,90,interim_care_order,yes,juggling
Q2,C2,A2,1/week,60,care_order,no,
";
        self.with("requests.csv", text)
    }

    /// The planning folder.
    pub(super) fn folder(&self) -> PathBuf {
        self.root.path().join("county")
    }

    /// A place for output that does not exist yet.
    pub(super) fn out(&self) -> PathBuf {
        self.root.path().join("out")
    }

    /// The folder around everything.
    pub(super) fn root(&self) -> &Path {
        self.root.path()
    }
}

//! A suite: a folder that holds planning folders at any depth, or is one itself. A folder with `requests.csv` is one.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::expected::{self, Expected, Published};
use crate::domain::Week;

/// What makes a folder a planning folder.
const MARK: &str = "requests.csv";

/// One planning folder of a suite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance {
    /// Its path within the suite with `/` between folders; its own name where it is the suite.
    pub name: String,
    /// Where it is.
    pub folder: PathBuf,
    /// The week to plan.
    pub week: Week,
    /// What others found, for this week.
    pub published: Option<Published>,
}

/// Why a suite cannot be run.
#[derive(Debug, thiserror::Error)]
pub enum SuiteError {
    /// A folder cannot be read.
    #[error("cannot read `{}`: {error}", path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// There is nothing to plan.
    #[error("no planning folder in `{}`: none has a `{MARK}`", .0.display())]
    Empty(PathBuf),
    /// Nothing says which week to plan.
    #[error("no week is known for `{0}`")]
    NoWeek(String),
    /// What is expected cannot be read.
    #[error("`{}` of `{name}` cannot be read: {error}", expected::FILE)]
    BadExpectation {
        /// The instance.
        name: String,
        /// What is wrong.
        error: String,
    },
}

/// The planning folders of a suite, by name. `week` is planned in all of them, if given; else the week that
/// `EXPECTED.json` of each names. Links to folders below the suite are not followed.
///
/// # Errors
/// If there are none, or what they say cannot be read.
pub fn find_instances(suite: &Path, week: Option<Week>) -> Result<Vec<Instance>, SuiteError> {
    let folders = planning_folders(suite)?;
    if folders.is_empty() {
        return Err(SuiteError::Empty(suite.to_owned()));
    }
    let mut instances: Vec<Instance> = folders
        .into_iter()
        .map(|folder| Instance::read(name_of(suite, &folder), folder, week))
        .collect::<Result<_, _>>()?;
    instances.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(instances)
}

impl Instance {
    fn read(name: String, folder: PathBuf, week: Option<Week>) -> Result<Self, SuiteError> {
        let expected = match Expected::read(&folder) {
            Ok(expected) => expected,
            Err(error) => return Err(SuiteError::BadExpectation { name, error }),
        };
        let Some(planned) = week.or(expected.week) else {
            return Err(SuiteError::NoWeek(name));
        };
        let published = expected.published.filter(|_| expected.week.is_none_or(|meant| meant == planned));
        Ok(Self { name, folder, week: planned, published })
    }
}

fn planning_folders(suite: &Path) -> Result<Vec<PathBuf>, SuiteError> {
    let mut found = Vec::new();
    let mut open = vec![suite.to_owned()];
    while let Some(folder) = open.pop() {
        if folder.join(MARK).is_file() {
            found.push(folder);
        } else {
            open.extend(subfolders(&folder).map_err(|error| SuiteError::Unreadable { path: folder, error })?);
        }
    }
    Ok(found)
}

/// The folders in a folder but for hidden ones.
fn subfolders(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() && !entry.file_name().to_string_lossy().starts_with('.') {
            found.push(entry.path());
        }
    }
    Ok(found)
}

fn name_of(suite: &Path, folder: &Path) -> String {
    let within = folder.strip_prefix(suite).unwrap_or(folder);
    if within.as_os_str().is_empty() {
        let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        return whole.file_name().unwrap_or(whole.as_os_str()).to_string_lossy().into_owned();
    }
    let parts: Vec<_> = within.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{SuiteError, find_instances};
    use crate::domain::testing::week;

    fn planning_folder(path: &Path, expected: Option<&str>) {
        fs::create_dir_all(path).unwrap();
        fs::write(path.join("requests.csv"), "").unwrap();
        if let Some(text) = expected {
            fs::write(path.join("EXPECTED.json"), text).unwrap();
        }
    }

    fn names(suite: &Path) -> Vec<String> {
        find_instances(suite, Some(week())).unwrap().into_iter().map(|instance| instance.name).collect()
    }

    #[test]
    fn planning_folders_are_found_at_any_depth_and_none_below_another() {
        let suite = tempfile::tempdir().unwrap();
        for path in ["b", "a/deep/one", "a/two", "b/inner", ".hidden/three"] {
            planning_folder(&suite.path().join(path), None);
        }
        fs::create_dir(suite.path().join("empty")).unwrap();
        assert_eq!(names(suite.path()), ["a/deep/one", "a/two", "b"]);
        assert_eq!(names(&suite.path().join("b")), ["b"]);
    }

    #[test]
    fn a_suite_without_planning_folders_is_refused() {
        let suite = tempfile::tempdir().unwrap();
        assert!(matches!(find_instances(suite.path(), None), Err(SuiteError::Empty(_))));
        assert!(matches!(find_instances(&suite.path().join("x"), None), Err(SuiteError::Unreadable { .. })));
    }

    #[test]
    fn the_week_is_the_given_one_or_the_expected_one_or_missing() {
        let suite = tempfile::tempdir().unwrap();
        planning_folder(&suite.path().join("a"), Some(r#"{"week":"2026-12-07","best_known":5}"#));
        let own = &find_instances(suite.path(), None).unwrap()[0];
        assert_eq!((own.week.to_string().as_str(), own.published.is_some()), ("2026-12-07", true));
        let given = &find_instances(suite.path(), Some(week())).unwrap()[0];
        assert_eq!((given.week, given.published.is_some()), (week(), false), "a value of another week is no reference");
        planning_folder(&suite.path().join("b"), None);
        assert!(matches!(find_instances(suite.path(), None), Err(SuiteError::NoWeek(name)) if name == "b"));
    }
}

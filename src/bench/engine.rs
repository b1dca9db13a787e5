//! Who plans: the own engine, the whole model through the build's solver, or a program of somebody else's.

use std::str::FromStr;

use super::limit::Limit;

/// A planner that a benchmark runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Engine {
    /// The own search and bound, as `kintime plan` runs them.
    Kintime,
    /// The whole week as one mixed-integer model, given to the solver of this build.
    Whole,
    /// Any other program.
    Outside(OutsideSolver),
}

/// A program of somebody else's: its name in the results, and the words of its command line, in some of which
/// placeholders stand for files and numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutsideSolver {
    /// The name in the results.
    pub name: String,
    /// Program and arguments.
    pub words: Vec<String>,
}

/// Every placeholder of an outside command.
pub(super) const PLACEHOLDERS: [&str; 11] = [
    "{folder}",
    "{week}",
    "{lp}",
    "{mps}",
    "{solution}",
    "{rota}",
    "{trace}",
    "{seconds}",
    "{work}",
    "{seed}",
    "{threads}",
];

impl Engine {
    /// The whole model's name tells of the solver that this build has for it.
    pub const WHOLE: &'static str = if cfg!(feature = "highs") { "whole-highs" } else { "whole-microlp" };

    /// Its name in the results.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Kintime => "kintime",
            Self::Whole => Self::WHOLE,
            Self::Outside(solver) => &solver.name,
        }
    }

    /// Why it cannot be run under a limit, if so.
    #[must_use]
    pub fn refuses(&self, limit: Limit) -> Option<String> {
        let Self::Outside(solver) = self else { return None };
        let missing = match limit {
            Limit::Time(_) => "{work}",
            Limit::Work(_) => "{seconds}",
        };
        solver.uses(missing).then(|| format!("`{missing}` of engine `{}` has no value under `{limit}`", solver.name))
    }
}

impl OutsideSolver {
    /// Whether a placeholder is among its words.
    pub(super) fn uses(&self, placeholder: &str) -> bool {
        self.words.iter().any(|word| word.contains(placeholder))
    }
}

impl FromStr for Engine {
    type Err = String;

    /// `kintime`, `whole`, or `command:NAME=PROGRAM ARGUMENTS`, split at spaces.
    fn from_str(text: &str) -> Result<Self, String> {
        match (text, text.strip_prefix("command:")) {
            ("kintime", _) => Ok(Self::Kintime),
            ("whole", _) => Ok(Self::Whole),
            (_, Some(command)) => outside(command).map(Self::Outside),
            _ => Err("expected `kintime`, `whole` or `command:NAME=PROGRAM ARGUMENTS`".to_owned()),
        }
    }
}

fn outside(command: &str) -> Result<OutsideSolver, String> {
    let (name, line) = command.split_once('=').ok_or("expected `=` after the name of the engine")?;
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
    if name.is_empty() || !name.chars().all(plain) || ["kintime", "whole", Engine::WHOLE].contains(&name) {
        return Err(format!("expected a name of its own, of letters, digits, `-`, `_` and `.`, not `{name}`"));
    }
    let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
    if words.is_empty() {
        return Err("expected a program after `=`".to_owned());
    }
    let solver = OutsideSolver { name: name.to_owned(), words };
    if !(solver.uses("{solution}") || solver.uses("{rota}")) {
        return Err("expected `{solution}` or `{rota}`: the file that it leaves its answer in".to_owned());
    }
    solver.words.iter().find_map(|word| unknown(word)).map_or(Ok(solver), Err)
}

/// Why a word has a placeholder that there is not.
fn unknown(word: &str) -> Option<String> {
    let bare = PLACEHOLDERS.iter().fold(word.to_owned(), |word, known| word.replace(known, ""));
    let is_open = bare.contains('{') && bare.contains('}');
    is_open.then(|| format!("`{word}` has none of {}", PLACEHOLDERS.join(" ")))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Engine;
    use crate::bench::Limit;

    fn engine(text: &str) -> Result<Engine, String> {
        text.parse()
    }

    #[test]
    fn engines_are_told_apart_by_name() {
        assert_eq!(engine("kintime").unwrap().name(), "kintime");
        assert_eq!(engine("whole").unwrap().name(), Engine::WHOLE);
        let outside = engine("command:cp-sat=python3 solve.py {folder} --out {rota}").unwrap();
        assert_eq!(outside.name(), "cp-sat");
        assert!(matches!(outside, Engine::Outside(solver) if solver.words.len() == 5));
    }

    #[test]
    fn a_command_needs_name_program_and_a_place_for_its_answer() {
        for wrong in ["best", "command:x", "command:=p {rota}", "command:x=", "command:x=p", "command:kintime=p {rota}"]
        {
            assert!(engine(wrong).is_err(), "{wrong}");
        }
        assert!(engine("command:x=p {rota} {horizon}").unwrap_err().contains("{seconds}"));
    }

    #[test]
    fn a_number_that_the_limit_does_not_have_is_refused() {
        let timed = engine("command:x=p {rota} {seconds}").unwrap();
        assert_eq!(timed.refuses(Limit::Time(Duration::from_secs(1))), None);
        assert!(timed.refuses(Limit::Work(1)).unwrap().contains("{seconds}"));
        assert_eq!(Engine::Kintime.refuses(Limit::Work(1)), None);
    }
}

//! What is wrong with a file, as data: where, what was expected, what to do. It knows no file format; how a defect looks on a
//! screen is the business of `report`.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// Whether planning can go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// It cannot.
    Error,
    /// It can, and somebody should look at it.
    Warning,
}

/// Where in a file something stands, with its text and nothing around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The file's name within the folder.
    pub file: Arc<str>,
    /// Line, 1 and up; 0 where the whole file is meant.
    pub line: usize,
    /// Character of the line, 1 and up.
    pub column: usize,
    /// The column's or key's name; empty where none is meant.
    pub name: String,
    /// The text of the cell or value, cut to some 60 characters around the span.
    pub text: String,
    /// The offending part of the text, in bytes.
    pub span: Range<usize>,
}

impl Mark {
    /// A whole file.
    pub(super) fn of_file(file: &Arc<str>) -> Self {
        Self::of_line(file, 0)
    }

    /// A whole line, whose text stays unsaid.
    pub(super) fn of_line(file: &Arc<str>, line: usize) -> Self {
        Self { file: Arc::clone(file), line, column: 1, name: String::new(), text: String::new(), span: 0..0 }
    }

    /// The part `span` of a file's whole text, in bytes; `name` is the key or column it belongs to.
    #[must_use]
    pub fn of_span(file: &Arc<str>, whole: &str, name: &str, span: &Range<usize>) -> Self {
        let inside = |at: usize| (0..=at.min(whole.len())).rev().find(|&at| whole.is_char_boundary(at)).unwrap_or(0);
        let (from, to) = (inside(span.start), inside(span.end.max(span.start)));
        let begin = whole[..from].rfind('\n').map_or(0, |newline| newline + 1);
        let line = 1 + super::folder::newlines(&whole.as_bytes()[..from]);
        Self::of_text(file, (line, 1 + whole[begin..from].chars().count()), name, &whole[from..to], None)
    }

    /// A text that begins at `place` (line and character), or the part `span` of it, cut to what a reader needs.
    pub(super) fn of_text(
        file: &Arc<str>,
        place: (usize, usize),
        name: &str,
        text: &str,
        span: Option<Range<usize>>,
    ) -> Self {
        let span = span.unwrap_or(0..text.len());
        let before = &text[..span.start];
        let column = match before.rfind('\n') {
            Some(newline) => 1 + before[newline + 1..].chars().count(),
            None => place.1 + before.chars().count(),
        };
        let (text, span) = clipped(text, span.clone());
        let line = place.0 + super::folder::newlines(before.as_bytes());
        let name = name.chars().take(LONGEST).collect();
        Self { file: Arc::clone(file), line, column, name, text, span }
    }
}

/// Longest text or name kept, in characters.
const LONGEST: usize = 60;

/// The part `span` of a text with some characters around it, on one line; long parts are cut. The span fits the new text.
fn clipped(text: &str, span: Range<usize>) -> (String, Range<usize>) {
    const AROUND: usize = 20;
    let plain = |c: char| if c.is_control() { ' ' } else { c };
    let before: Vec<char> = text[..span.start].chars().rev().take(AROUND + 1).collect();
    let part: Vec<char> = text[span.clone()].chars().take(LONGEST + 1).collect();
    let after: Vec<char> = text[span.end..].chars().take(AROUND + 1).collect();
    let mut shown = String::new();
    if before.len() > AROUND {
        shown.push('…');
    }
    shown.extend(before.iter().take(AROUND).rev().copied().map(plain));
    let start = shown.len();
    shown.extend(part.iter().take(LONGEST).copied().map(plain));
    if part.len() > LONGEST {
        shown.push('…');
    }
    let end = shown.len();
    shown.extend(after.iter().take(AROUND).copied().map(plain));
    if after.len() > AROUND {
        shown.push('…');
    }
    (shown, start..end)
}

/// One defect of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Defect {
    /// Whether planning can go on.
    pub severity: Severity,
    /// A stable word for the kind of defect, such as `unknown-id`.
    pub code: &'static str,
    /// Where.
    pub mark: Mark,
    /// What is wrong, in a few words.
    pub problem: String,
    /// What was expected there; may be empty.
    pub expected: String,
    /// What to do; may be empty.
    pub hint: String,
}

impl Defect {
    /// An error with nothing more to say.
    #[must_use]
    pub fn error(code: &'static str, mark: Mark, problem: impl Into<String>) -> Self {
        let (expected, hint) = (String::new(), String::new());
        Self { severity: Severity::Error, code, mark, problem: problem.into(), expected, hint }
    }

    /// The same as a warning.
    pub(super) fn into_warning(self) -> Self {
        Self { severity: Severity::Warning, ..self }
    }

    /// With what was expected.
    #[must_use]
    pub fn expected(self, expected: impl Into<String>) -> Self {
        Self { expected: expected.into(), ..self }
    }

    /// With what to do.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: hint.into(), ..self }
    }
}

/// Displays the place and the problem on one line.
impl fmt::Display for Defect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.mark.file)?;
        if self.mark.line > 0 {
            write!(f, ":{}:{}", self.mark.line, self.mark.column)?;
        }
        write!(f, ": ")?;
        if !self.mark.name.is_empty() {
            write!(f, "`{}`: ", self.mark.name)?;
        }
        write!(f, "{}", self.problem)
    }
}

/// All defects of a run, by file in the order of reading, then by place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Defects(pub Vec<Defect>);

impl Defects {
    /// The errors among them.
    pub fn errors(&self) -> impl Iterator<Item = &Defect> {
        self.0.iter().filter(|defect| defect.severity == Severity::Error)
    }

    /// The warnings among them.
    pub fn warnings(&self) -> impl Iterator<Item = &Defect> {
        self.0.iter().filter(|defect| defect.severity == Severity::Warning)
    }
}

impl fmt::Display for Defects {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} errors, {} warnings", self.errors().count(), self.warnings().count())
    }
}

impl std::error::Error for Defects {}

/// Takes defects in while files are read. Beyond some hundreds of a file and severity it only counts, so that a file of the
/// wrong kind costs neither memory nor time.
#[derive(Debug, Default)]
pub(super) struct Collector(RefCell<Collected>);

#[derive(Debug, Default)]
struct Collected {
    defects: Vec<Defect>,
    files: Vec<Arc<str>>,
    counts: BTreeMap<(usize, Severity), usize>,
}

impl Collector {
    /// How many defects of one file and severity are kept.
    const MOST: usize = 500;

    /// Takes a defect in.
    pub(super) fn add(&self, defect: Defect) {
        let mut collected = self.0.borrow_mut();
        let file = collected.file(&defect.mark.file);
        let count = collected.counts.entry((file, defect.severity)).or_insert(0);
        *count += 1;
        if *count <= Self::MOST {
            collected.defects.push(defect);
        }
    }

    /// Whether defects of this file and severity are still kept, so that it is worth finding words for them.
    pub(super) fn keeps(&self, file: &Arc<str>, severity: Severity) -> bool {
        let mut collected = self.0.borrow_mut();
        let file = collected.file(file);
        collected.counts.get(&(file, severity)).is_none_or(|&count| count < Self::MOST)
    }

    /// Whether no error of this file was found so far.
    pub(super) fn is_clean(&self, file: &str) -> bool {
        let collected = self.0.borrow();
        let position = collected.files.iter().position(|name| &**name == file);
        position.is_none_or(|position| !collected.counts.contains_key(&(position, Severity::Error)))
    }

    /// All of them, in order.
    pub(super) fn finish(self) -> Defects {
        let Collected { mut defects, files, counts } = self.0.into_inner();
        let rank: BTreeMap<&Arc<str>, usize> = files.iter().zip(0..).collect();
        defects.sort_by_key(|defect| (rank[&defect.mark.file], defect.mark.line, defect.mark.column));
        for ((file, severity), count) in counts {
            let more = count.saturating_sub(Self::MOST);
            if more > 0 {
                let problem = format!("{more} more of this kind of file, not listed");
                let defect = Defect::error("more-defects", Mark::of_file(&files[file]), problem);
                defects.push(Defect { severity, ..defect });
            }
        }
        Defects(defects)
    }
}

impl Collected {
    /// The position of a file in the order of first mention.
    fn file(&mut self, name: &Arc<str>) -> usize {
        self.files.iter().position(|file| file == name).unwrap_or_else(|| {
            self.files.push(Arc::clone(name));
            self.files.len() - 1
        })
    }
}

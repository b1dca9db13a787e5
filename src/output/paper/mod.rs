//! Pages that people read and print: facts, tables and notes on A4, for any screen, light or dark. No script, no network,
//! and a content policy that allows the page its own style and nothing else. It escapes everything that it is given.

use std::io;
use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use minijinja::Environment;
use minijinja::value::Serde;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::visible::visible;
use crate::domain::Minutes;

const NAME: &str = "paper.html";
const TEMPLATE: &str = include_str!("paper.html");
const STYLE: &str = include_str!("paper.css");

static PAGES: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut pages = Environment::new();
    pages.add_template(NAME, TEMPLATE).expect("the template is part of the program and tested");
    pages
});
static STYLE_DIGEST: LazyLock<String> = LazyLock::new(|| STANDARD.encode(Sha256::digest(STYLE)));

/// A page. All of it is text.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Paper {
    pub(super) title: String,
    pub(super) subtitle: String,
    /// What must be seen before all else.
    pub(super) warnings: Vec<String>,
    /// Names and values.
    pub(super) facts: Vec<(String, String)>,
    pub(super) tables: Vec<Table>,
    pub(super) notes: Vec<String>,
}

/// A table of a page.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Table {
    pub(super) heading: String,
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
}

/// A length of time as people say it, as `12 h 20 min`.
pub(super) fn duration(minutes: Minutes) -> String {
    let sign = if minutes.0 < 0 { "-" } else { "" };
    let length = minutes.0.unsigned_abs();
    format!("{sign}{} h {:02} min", length / 60, length % 60)
}

impl Table {
    pub(super) fn new(heading: &str, columns: &[&str], rows: Vec<Vec<String>>) -> Self {
        Self { heading: heading.to_owned(), columns: columns.iter().map(|&name| name.to_owned()).collect(), rows }
    }
}

#[derive(Serialize)]
struct Page {
    style: &'static str,
    style_digest: &'static str,
    paper: Paper,
}

/// Writes a page.
pub(super) fn write_paper(mut paper: Paper, mut to: impl io::Write) -> io::Result<()> {
    paper.show_all();
    paper.tables.retain(|table| !table.rows.is_empty());
    let template = PAGES.get_template(NAME).map_err(io::Error::other)?;
    let page = Page { style: STYLE, style_digest: &STYLE_DIGEST, paper };
    let text = template.render(Serde(page)).map_err(io::Error::other)?;
    to.write_all(text.as_bytes())
}

impl Paper {
    /// Takes out characters that do something to a screen instead of being seen on it.
    fn show_all(&mut self) {
        let tables = self.tables.iter_mut().flat_map(|table| {
            let cells = table.rows.iter_mut().flatten();
            cells.chain(table.columns.iter_mut()).chain([&mut table.heading])
        });
        let facts = self.facts.iter_mut().flat_map(|(name, value)| [name, value]);
        let others = self.warnings.iter_mut().chain(&mut self.notes).chain([&mut self.title, &mut self.subtitle]);
        tables.chain(facts).chain(others).for_each(|text| *text = visible(text));
    }
}

#[cfg(test)]
mod tests {
    use super::{Paper, Table, duration, write_paper};
    use crate::domain::Minutes;

    fn text(paper: Paper) -> String {
        let mut bytes = Vec::new();
        write_paper(paper, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn nothing_that_it_is_given_becomes_structure() {
        let hostile = "<script>alert(1)</script>\" ' & </td></table> {{ 7 * 7 }} \u{202e}x\n";
        let page = |word: &str| {
            let word = word.to_owned();
            text(Paper {
                title: word.clone(),
                subtitle: word.clone(),
                warnings: vec![word.clone()],
                facts: vec![(word.clone(), word.clone())],
                tables: vec![Table::new(&word, &[&word], vec![vec![word.clone()]])],
                notes: vec![word],
            })
        };
        let tags = |page: &str| page.matches('<').count();
        assert_eq!(tags(&page(hostile)), tags(&page("plain")));
        let page = page(hostile);
        assert!(!page.contains("<script") && !page.contains("49") && !page.contains('\u{202e}'));
    }

    #[test]
    fn lengths_of_time_are_hours_and_minutes() {
        assert_eq!(
            [0, 65, 740, -10].map(|m| duration(Minutes(m))),
            ["0 h 00 min", "1 h 05 min", "12 h 20 min", "-0 h 10 min"]
        );
    }

    #[test]
    fn a_page_allows_itself_its_own_style_alone() {
        let page = text(Paper::default());
        assert!(page.contains("default-src 'none'; style-src 'sha256-"));
        assert!(
            !page.contains("http:") && !page.contains("https:") && !page.contains("src=") && !page.contains("href=")
        );
    }
}

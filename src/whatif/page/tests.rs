//! Tests of the page as a whole.

use super::write_page;
use crate::whatif::results::Results;
use crate::whatif::results::testing::{one_replication, results};

fn page(results: &Results) -> String {
    let mut text = Vec::new();
    write_page(results, &mut text).unwrap();
    String::from_utf8(text).unwrap()
}

#[test]
fn the_answer_stands_before_every_drawing() {
    let page = page(&results());
    let answer = page.find("a sixth room, for £20,000 a year").unwrap();
    assert!(answer < page.find("<svg").unwrap());
    for title in [
        "Ranking",
        "What moves a week",
        "by class",
        "for what",
        "a short journey?",
        "Rooms in use",
        "Workers at work",
        "What one more is worth",
    ] {
        assert!(page.contains(title), "{title}");
    }
}

#[test]
fn it_asks_for_nothing_from_elsewhere() {
    let page = page(&results());
    assert!(page.contains("default-src 'none'; style-src 'sha256-"), "its policy allows its own style only");
    for word in ["http:", "https:", "<script", "<link", "<img", "@import", "url(", " style=", "onload"] {
        assert!(!page.contains(word), "{word}");
    }
}

#[test]
fn names_cannot_become_markup() {
    let mut results = results();
    for scenario in &mut results.scenarios {
        scenario.name = "\"><script>alert(1)</script><b>&".to_owned();
    }
    let page = page(&results);
    assert!(!page.contains("<script") && !page.contains("<b>&"), "{page}");
}

#[test]
fn one_week_and_no_buy_have_a_page_too() {
    let mut results = one_replication();
    assert!(page(&results).contains("One week says nothing of others"));
    results.ranking.clear();
    assert!(page(&results).contains("Nothing of what was looked at"));
}

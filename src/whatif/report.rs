//! The files of a sweep, replaced together or not at all: the answer in text, table, JSON and page.

use std::io;
use std::path::Path;

use serde::Serialize;

use super::page::write_page;
use super::results::Results;
use super::summary::write_summary;
use super::table::write_table_csv;
use crate::output::{FileDigest, OutputFile, OutputFolder};

/// The files, the manifest apart.
pub const FILES: [&str; 4] = ["summary.txt", "whatif.csv", "whatif.json", "whatif.html"];
/// The file that lists the others; with it a replacement is complete.
const MANIFEST: &str = "manifest.json";

#[derive(Serialize)]
struct Manifest<'a> {
    program: &'a str,
    version: &'a str,
    week: &'a str,
    input: &'a str,
    seed: u64,
    outputs: Vec<FileDigest>,
}

/// Replaces the report in a folder.
///
/// # Errors
/// If writing fails; the old report is then still whole.
pub fn write_report(results: &Results, out: &Path) -> io::Result<()> {
    let (mut summary, mut table, mut page) = (Vec::new(), Vec::new(), Vec::new());
    write_summary(results, &mut summary)?;
    write_table_csv(results, &mut table)?;
    write_page(results, &mut page)?;
    let mut json = serde_json::to_vec_pretty(results)?;
    json.push(b'\n');
    let bytes = [summary, table, json, page];
    let named = FILES.into_iter().zip(bytes).map(|(name, bytes)| OutputFile { name: name.to_owned(), bytes });
    let mut files: Vec<OutputFile> = named.collect();
    files.push(manifest(results, &files)?);
    OutputFolder::open(out)?.replace(&files)
}

fn manifest(results: &Results, files: &[OutputFile]) -> io::Result<OutputFile> {
    let sweep = &results.sweep;
    let manifest = Manifest {
        program: &sweep.program,
        version: &sweep.version,
        week: &sweep.week,
        input: &sweep.input,
        seed: sweep.seed,
        outputs: files.iter().map(|file| FileDigest::new(file.name.clone(), &file.bytes)).collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&manifest)?;
    bytes.push(b'\n');
    Ok(OutputFile { name: MANIFEST.to_owned(), bytes })
}

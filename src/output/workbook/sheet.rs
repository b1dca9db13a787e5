//! A table as a sheet: header frozen and repeated on every page, filters, widths and heights, A4 on its side, one page wide.

use chrono::NaiveDate;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use super::height::height;
use crate::domain::{Cost, Minutes};
use crate::output::visible::visible;

/// A4.
const PAPER: u8 = 9;
/// The most characters of a text: the format takes 32,767 units of UTF-16.
const MOST_CHARACTERS: usize = 16_000;

/// A table.
pub(super) struct Sheet {
    /// What its tab says.
    pub(super) name: &'static str,
    /// Titles and widths in characters.
    pub(super) columns: &'static [(&'static str, f64)],
    /// A cell for each column.
    pub(super) rows: Vec<Vec<Cell>>,
}

/// A value of a table.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    Nothing,
    Text(String),
    Date(NaiveDate),
    /// A time of day.
    Time(Minutes),
    Number(i64),
}

impl Cell {
    /// A text that shows all that is in it.
    pub(super) fn text(text: &str) -> Self {
        Self::Text(visible(text).chars().take(MOST_CHARACTERS).collect())
    }

    fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Nothing | Self::Date(_) | Self::Time(_) | Self::Number(_) => None,
        }
    }

    /// A number of minutes.
    pub(super) fn minutes(minutes: Minutes) -> Self {
        Self::Number(i64::from(minutes.0))
    }

    /// Points.
    pub(super) fn points(cost: Cost) -> Self {
        Self::Number(cost.0)
    }
}

/// How cells look.
struct Looks {
    header: Format,
    plain: Format,
    date: Format,
    time: Format,
}

impl Looks {
    fn new() -> Self {
        let plain = Format::new().set_align(FormatAlign::Top).set_border(FormatBorder::Hair);
        Self {
            header: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Top)
                .set_background_color(Color::RGB(0x00DD_E6EE))
                .set_border(FormatBorder::Thin),
            date: plain.clone().set_num_format("ddd dd/mm/yyyy"),
            time: plain.clone().set_num_format("[hh]:mm"),
            plain: plain.set_text_wrap(),
        }
    }
}

/// Adds a table to a workbook; `title` goes on every printed page.
pub(super) fn add_sheet(workbook: &mut Workbook, title: &str, sheet: Sheet) -> Result<(), XlsxError> {
    let looks = Looks::new();
    let to = workbook.add_worksheet();
    to.set_name(sheet.name)?;
    set_height(to, 0, sheet.columns.iter().copied())?;
    for ((title, width), column) in sheet.columns.iter().zip(0..) {
        to.write_string_with_format(0, column, *title, &looks.header)?;
        to.set_column_width(column, *width)?;
    }
    for (cells, row) in sheet.rows.iter().zip(1..) {
        let texts = cells.iter().zip(sheet.columns).filter_map(|(cell, (_, width))| Some((cell.as_text()?, *width)));
        set_height(to, row, texts)?;
        for (cell, column) in cells.iter().zip(0..) {
            write_cell(to, (row, column), cell, &looks)?;
        }
    }
    set_page(to, title, &sheet)
}

/// Makes a row as high as its texts, if they take more than a line.
fn set_height<'a>(to: &mut Worksheet, row: u32, texts: impl Iterator<Item = (&'a str, f64)>) -> Result<(), XlsxError> {
    if let Some(points) = height(texts) {
        to.set_row_height(row, points)?;
    }
    Ok(())
}

fn write_cell(to: &mut Worksheet, (row, column): (u32, u16), cell: &Cell, looks: &Looks) -> Result<(), XlsxError> {
    match cell {
        Cell::Nothing => to.write_blank(row, column, &looks.plain)?,
        Cell::Text(text) => to.write_string_with_format(row, column, text, &looks.plain)?,
        Cell::Date(date) => to.write_datetime_with_format(row, column, date, &looks.date)?,
        Cell::Time(time) => to.write_number_with_format(row, column, f64::from(time.0) / 1440.0, &looks.time)?,
        #[allow(clippy::cast_precision_loss, reason = "points and minutes of a week are far below 2^52")]
        Cell::Number(number) => to.write_number_with_format(row, column, *number as f64, &looks.plain)?,
    };
    Ok(())
}

fn set_page(to: &mut Worksheet, title: &str, sheet: &Sheet) -> Result<(), XlsxError> {
    let rows = u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX);
    let columns = u16::try_from(sheet.columns.len()).unwrap_or(u16::MAX);
    to.autofilter(0, 0, rows, columns.saturating_sub(1))?;
    to.set_freeze_panes(1, 0)?;
    to.set_repeat_rows(0, 0)?;
    to.set_landscape().set_paper_size(PAPER).set_print_fit_to_pages(1, 0);
    to.set_header(format!("&L{title}&R&A")).set_footer("&LConfidential: personal data&RPage &P of &N");
    Ok(())
}

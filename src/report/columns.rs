//! Columns of plain text: in come rows of cells, out go lines whose cells stand below each other. It knows no network.

use crate::escape::spaces;

/// The width that nothing passes where it can be avoided.
pub(super) const WIDTH: usize = 100;

/// Spaces between two columns.
const GAP: usize = 2;

/// Rows on their way to text. A row may have fewer cells than others.
#[derive(Debug, Default)]
pub(super) struct Columns {
    rows: Vec<Vec<String>>,
}

impl Columns {
    /// Adds a row.
    pub fn row<S: Into<String>>(&mut self, cells: impl IntoIterator<Item = S>) {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }

    /// Prints all rows, each that many columns in. Columns that do not fit follow below, behind the first one again.
    pub fn print(&self, out: &mut String, indent: usize) {
        let widths = self.widths();
        for (part, columns) in parts(&widths, indent).iter().enumerate() {
            for row in &self.rows {
                let cell = |column: usize| row.get(column).map_or("", String::as_str);
                if part == 0 || columns.iter().any(|column| !cell(*column).is_empty()) {
                    let first = widths.first().map(|_| 0);
                    let cells: Vec<_> =
                        first.into_iter().chain(columns.iter().copied()).map(|c| (cell(c), widths[c])).collect();
                    line(out, indent, &cells);
                }
            }
        }
    }

    /// The width of each column; a column that is empty in every row has none.
    fn widths(&self) -> Vec<usize> {
        let count = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let width =
            |column: usize| self.rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max();
        (0..count).map(|column| width(column).unwrap_or(0)).collect()
    }
}

/// The columns behind the first one, cut into runs that fit.
fn parts(widths: &[usize], indent: usize) -> Vec<Vec<usize>> {
    let start = indent + widths.first().copied().unwrap_or(0);
    let mut parts = vec![Vec::new()];
    let mut used = start;
    for (column, width) in widths.iter().enumerate().skip(1).filter(|(_, width)| **width > 0) {
        if used + GAP + width > WIDTH && used > start {
            parts.push(Vec::new());
            used = start;
        }
        used += GAP + width;
        if let Some(part) = parts.last_mut() {
            part.push(column);
        }
    }
    parts
}

fn line(out: &mut String, indent: usize, cells: &[(&str, usize)]) {
    let start = out.len();
    spaces(out, indent);
    for (cell, width) in cells {
        out.push_str(cell);
        spaces(out, width.saturating_sub(cell.chars().count()) + GAP);
    }
    let end = out[start..].trim_end().len();
    out.truncate(start + end);
    out.push('\n');
}

/// A head and words with commas between, in lines of at most [`WIDTH`] columns; all but the first are indented.
pub(super) fn wrapped(head: &str, words: &[String]) -> String {
    let (mut out, mut width) = (head.to_owned(), head.chars().count());
    for (index, word) in words.iter().enumerate() {
        let comma = if index + 1 < words.len() { "," } else { "" };
        let more = 1 + word.chars().count() + comma.len();
        if width + more > WIDTH {
            out.push_str("\n ");
            width = 1;
        }
        out.extend([" ", word.as_str(), comma]);
        width += more;
    }
    out.push('\n');
    out
}

/// Two texts, the second at the right edge; on a line of its own if both do not fit.
pub(super) fn apart(out: &mut String, left: &str, right: &str) {
    let (left_width, right_width) = (left.chars().count(), right.chars().count());
    out.push_str(left);
    if right.is_empty() {
        out.push('\n');
    } else if left_width + GAP + right_width <= WIDTH {
        spaces(out, WIDTH - left_width - right_width);
        out.push_str(right);
        out.push('\n');
    } else {
        out.push_str("\n  ");
        out.push_str(right);
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_follow_the_content_and_lines_end_without_blanks() {
        let mut columns = Columns::default();
        columns.row(["tier", "block", "a"]);
        columns.row(["private", "10.0.0.0/21"]);
        let mut out = String::new();
        columns.print(&mut out, 2);
        assert_eq!(out, "  tier     block        a\n  private  10.0.0.0/21\n");
    }

    #[test]
    fn columns_that_do_not_fit_follow_below_with_the_first_one_again() {
        let mut columns = Columns::default();
        columns.row(
            std::iter::once("tier".to_owned()).chain((0..12).map(|zone| format!("zone-{zone}-{}", "x".repeat(8)))),
        );
        columns.row(["reserved", "10.0.100.0/22"]);
        let mut out = String::new();
        columns.print(&mut out, 2);
        assert!(out.lines().all(|line| line.len() <= WIDTH && line.starts_with("  ")), "{out}");
        assert_eq!(out.matches("tier").count(), 3);
        assert_eq!(out.matches("reserved").count(), 1, "an empty row is not repeated");
        assert_eq!(out.matches("zone-").count(), 12);
    }

    #[test]
    fn a_cell_wider_than_the_line_still_stands_once() {
        let mut columns = Columns::default();
        columns.row(["a".to_owned(), "b".repeat(200), "c".to_owned()]);
        let mut out = String::new();
        columns.print(&mut out, 0);
        assert_eq!(out.lines().count(), 2);
    }

    #[test]
    fn the_right_text_goes_to_the_edge_or_below() {
        let mut out = String::new();
        apart(&mut out, "shop", "lock: new");
        assert_eq!(out.trim_end().len(), WIDTH);
        out.clear();
        apart(&mut out, &"x".repeat(95), "lock: new");
        assert_eq!(out, format!("{}\n  lock: new\n", "x".repeat(95)));
    }
}

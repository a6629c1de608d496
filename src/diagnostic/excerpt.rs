//! The lines of a source that a diagnostic shows: places in, short printable lines with the same places out. It never
//! copies more of a source than the lines between the places, nor more of a line than fits a screen.

use super::span::{Source, Span, line_start};
use super::visible::push_visible;
use std::ops::Range;

/// A line longer than this many characters is cut.
const LONG: usize = 300;
/// Characters kept before the first place in a cut line.
const LEAD: usize = 60;

/// Some neighbouring lines, made printable.
pub struct Excerpt {
    /// The lines.
    pub text: String,
    /// Each place in `text`, in the order given; `None` where the line was cut before it.
    pub marks: Vec<Option<Range<usize>>>,
}

/// The bytes of a place, made to fit the text and cut at the end of its first line: a place over many lines is shown by
/// where it begins.
pub fn clip(source: &Source, span: Span) -> Range<usize> {
    let text = &source.text;
    let floor = |at: u32| {
        let mut at = (at as usize).min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = floor(span.start);
    let end = floor(span.end).max(start);
    let line = text[start..end].find('\n').map_or(end, |length| start + length);
    start..start + text[start..line].trim_end_matches('\r').len()
}

/// The lines from the first to the last of these clipped places.
pub fn excerpt(source: &Source, places: &[Range<usize>]) -> Excerpt {
    let text = &source.text;
    let first = places.iter().map(|place| place.start).min().unwrap_or(0);
    let last = places.iter().map(|place| place.end).max().unwrap_or(first);
    let mut begin = line_start(text, first);
    let mut out = Excerpt { text: String::new(), marks: vec![None; places.len()] };
    loop {
        let end = text[begin..].find('\n').map_or(text.len(), |length| begin + length);
        out.line(text, begin..end, places);
        if end >= last || end == text.len() {
            return out;
        }
        out.text.push('\n');
        begin = end + 1;
    }
}

impl Excerpt {
    fn line(&mut self, text: &str, line: Range<usize>, places: &[Range<usize>]) {
        let here = || places.iter().enumerate().filter(|(_, place)| line.start <= place.start && place.end <= line.end);
        let focus = here().map(|(_, place)| place.start).min().unwrap_or(line.start);
        let kept = cut(text, &line, focus);
        if kept.start > line.start {
            self.text.push_str("...");
        }
        let mut offsets = vec![(None, None); places.len()];
        let note = |at: usize, length: usize, offsets: &mut Vec<(Option<usize>, Option<usize>)>| {
            for (index, place) in here() {
                if place.start == at {
                    offsets[index].0 = Some(length);
                }
                if place.end == at {
                    offsets[index].1 = Some(length);
                }
            }
        };
        let shown = text[kept.clone()].trim_end_matches('\r');
        for (at, c) in shown.char_indices() {
            note(kept.start + at, self.text.len(), &mut offsets);
            push_visible(&mut self.text, c);
        }
        note(kept.start + shown.len(), self.text.len(), &mut offsets);
        let end = self.text.len();
        if kept.end < line.end {
            self.text.push_str("...");
        }
        for (mark, offset) in self.marks.iter_mut().zip(offsets) {
            if let Some(start) = offset.0 {
                *mark = Some(start..offset.1.unwrap_or(end).max(start));
            }
        }
    }
}

/// The part of a line that is shown: all of it, or a screenful around the focus.
fn cut(text: &str, line: &Range<usize>, focus: usize) -> Range<usize> {
    let is_long = text[line.clone()].char_indices().nth(LONG).is_some();
    if !is_long {
        return line.clone();
    }
    let start =
        text[line.start..focus].char_indices().rev().nth(LEAD - 1).map_or(line.start, |(at, _)| line.start + at);
    let end = text[start..line.end].char_indices().nth(LONG).map_or(line.end, |(at, _)| start + at);
    start..end
}

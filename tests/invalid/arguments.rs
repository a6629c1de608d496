//! What the first line of a document says about the command line.

/// The arguments of `# netgen: ...`, split at blanks outside single quotes.
pub fn of(document: &str) -> Vec<String> {
    let Some(line) = document.lines().next().and_then(|line| line.strip_prefix("# netgen: ")) else {
        return Vec::new();
    };
    let mut arguments = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match (c, arguments.last_mut()) {
            ('\'', _) => quoted = !quoted,
            (' ', _) if !quoted => arguments.push(String::new()),
            (c, Some(last)) => last.push(c),
            _ => {}
        }
    }
    arguments
}

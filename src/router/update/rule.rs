//! What statements netgen writes, so that those of an earlier render can be read back. In comes a line, out goes which setting it is and
//! with which value. A line that netgen never wrote matches nothing, and a word that a router could misread matches nothing either.

use crate::router::text::is_harmless;

/// Whose a statement is, and so in which step of an update it changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Nobody's alone: it is added before all sessions are touched, and removed after them.
    Common,
    /// The session's whose neighbor is the first captured word.
    Neighbor,
    /// The session's that [`Updates::session`](super::Updates::session) finds.
    Session,
    /// Of the block around it.
    Block,
    /// A limit of what is accepted: raised before anything, lowered after everything.
    Limit,
    /// The hosts': which router they send to. It changes when what comes is there and what goes is not gone yet.
    Hosts,
}

/// How a statement is taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gone {
    /// By all of its words.
    Words,
    /// By so many of its words.
    Upto(usize),
    /// Only with what stands in it: other people's statements may stand there too.
    Container,
    /// By nothing: another statement takes it away, or it was only a marker.
    Nothing,
    /// It cannot be changed by an update, because of this.
    Refused(&'static str),
}

/// What a change of a statement does to what runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// Nothing.
    Quiet,
    /// Routes are judged anew.
    Policy,
    /// It is in force when the session or the tunnel next begins.
    Next,
    /// The session or the tunnel begins anew.
    Resets,
}

impl Effect {
    /// What people are told of it.
    #[must_use]
    pub const fn said(self) -> &'static str {
        match self {
            Self::Quiet => "no session is reset",
            Self::Policy => "routes are judged anew without a reset",
            Self::Next => "in force when it next begins",
            Self::Resets => "reset and back within a minute, while others carry its traffic",
        }
    }
}

/// A statement that netgen writes.
#[derive(Debug)]
pub struct Rule {
    /// The name of the block that it stands in; empty at the top.
    pub inside: &'static str,
    /// Its words. `*` is a word that says which object or setting it is, `#` the name of an object of netgen's own and `@` one with a dot, `?` one of its value, `??` one or more of it,
    /// and `"??"` the same in quotes at the end.
    pub pattern: &'static str,
    /// The name of the block that it opens; empty for none.
    pub block: &'static str,
    /// Whose it is.
    pub whose: Whose,
    /// How it is taken away.
    pub gone: Gone,
    /// Its place among what is added; what is removed goes the other way round.
    pub rank: u8,
    /// What a change does.
    pub effect: Effect,
    /// What the line behind it begins with, where that tells it from an equal one of another rule; empty for anything.
    pub next: &'static str,
}

impl Rule {
    /// A statement at the top that nobody owns.
    pub const fn top(pattern: &'static str, rank: u8) -> Self {
        let (whose, gone, effect) = (Whose::Common, Gone::Words, Effect::Quiet);
        Self { inside: "", pattern, block: "", whose, gone, rank, effect, next: "" }
    }

    /// A statement in a block, and as much the block's as that is anybody's.
    pub const fn within(inside: &'static str, pattern: &'static str, rank: u8) -> Self {
        Self { inside, whose: Whose::Block, ..Self::top(pattern, rank) }
    }

    /// It opens a block.
    pub const fn opens(self, block: &'static str) -> Self {
        Self { block, ..self }
    }

    /// Its owner.
    pub const fn of(self, whose: Whose) -> Self {
        Self { whose, ..self }
    }

    /// How it goes.
    pub const fn goes(self, gone: Gone) -> Self {
        Self { gone, ..self }
    }

    /// What follows it.
    pub const fn before(self, next: &'static str) -> Self {
        Self { next, ..self }
    }

    /// What a change does.
    pub const fn does(self, effect: Effect) -> Self {
        Self { effect, ..self }
    }
}

/// How the names of netgen's own objects begin.
const OWN: [&str; 2] = ["ng-", "NG-"];

/// A line that a rule knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Which setting it is: the words without the value.
    pub key: String,
    /// The words that the rule's `*` stand for.
    pub captured: Vec<String>,
}

/// Holds words against a pattern.
pub fn known(pattern: &str, words: &str) -> Option<Known> {
    let (tokens, words): (Vec<&str>, Vec<&str>) = (pattern.split(' ').collect(), words.split(' ').collect());
    let (mut key, mut captured, mut at) = (Vec::new(), Vec::new(), 0);
    for (n, token) in tokens.iter().enumerate() {
        let left = tokens.len() - n - 1;
        let word = *words.get(at)?;
        match *token {
            "??" => {
                let end = words.len().checked_sub(left).filter(|end| *end > at)?;
                words.get(at..end)?.iter().all(|word| is_value(word)).then_some(())?;
                key.push("?".to_owned());
                at = end;
                continue;
            }
            "\"??\"" => {
                let rest = words.get(at..)?.join(" ");
                let inner = rest.strip_prefix('"')?.strip_suffix('"')?;
                is_harmless(inner).then_some(())?;
                key.push("?".to_owned());
                at = words.len();
                continue;
            }
            "?" if is_value(word) => key.push("?".to_owned()),
            "@" | "#" | "*" if names(token, word) => {
                key.push(word.to_owned());
                captured.push(word.to_owned());
            }
            token if token.len() > 1 && token.contains(['*', '?']) => affixed(token, word, &mut key, &mut captured)?,
            literal if literal == word => key.push(word.to_owned()),
            _ => return None,
        }
        at += 1;
    }
    (at == words.len()).then(|| Known { key: key.join(" "), captured })
}

/// Whether a word may stand for such a sign.
fn names(sign: &str, word: &str) -> bool {
    let fits = match sign {
        "@" => word.contains('.'),
        "#" => OWN.iter().any(|own| word.starts_with(own)),
        _ => true,
    };
    fits && is_value(word)
}

/// A word with fixed letters around the one that is captured: `Name=*`, `"?"`.
fn affixed(token: &str, word: &str, key: &mut Vec<String>, captured: &mut Vec<String>) -> Option<()> {
    let sign = token.find(['*', '?'])?;
    let (before, after) = (token.get(..sign)?, token.get(sign + 1..)?);
    let inner = word.strip_prefix(before)?.strip_suffix(after).filter(|inner| is_value(inner))?;
    if token.contains('*') {
        key.push(word.to_owned());
        captured.push(inner.to_owned());
    } else {
        key.push(token.to_owned());
    }
    Some(())
}

fn is_value(word: &str) -> bool {
    !word.is_empty() && is_harmless(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_known_by_its_words_and_keyed_without_its_value() {
        let key = |pattern, words| known(pattern, words).map(|known| known.key);
        assert_eq!(
            key("neighbor * timers ? ?", "neighbor 192.0.2.1 timers 10 30").unwrap(),
            "neighbor 192.0.2.1 timers ? ?"
        );
        assert_eq!(key("neighbor * timers ? ?", "neighbor 192.0.2.1 timers 10"), None);
        assert_eq!(key("a ?? z", "a b c z").unwrap(), "a ? z");
        assert_eq!(key("a ?? z", "a z"), None);
        assert_eq!(key("secret = \"?\"", "secret = \"abc\"").unwrap(), "secret = \"?\"");
        assert_eq!(known("route-map # permit 10", "route-map CUSTOMER permit 10"), None);
        assert_eq!(known("route-map # permit 10", "route-map NG-IN permit 10").unwrap().captured, ["NG-IN"]);
        assert_eq!(known("Name=*", "Name=eth0").unwrap().captured, ["eth0"]);
        for bad in ["ip route 192.0.2.1;reboot x y", "ip route $(x) y z", "ip route a  b", "ip route a b c d"] {
            assert_eq!(known("ip route * * *", bad), None, "{bad}");
        }
    }
}

//! Names of objects on a router. In come the names of uplinks, out go names that every platform takes and that say whose they
//! are: `ng-` and words. Made of names, never of positions, so that a new uplink renames nothing.

use crate::fitting::fitting;

/// The most characters of an object's name: the shortest limit of the platforms.
const OBJECT: usize = 31;
/// The most characters of a Linux network interface's name.
const INTERFACE: usize = 15;

/// `ng-` and the words.
#[must_use]
pub fn object(words: &[&str]) -> String {
    named(words, OBJECT)
}

/// `NG-` and the words, as IOS has its names.
#[must_use]
pub fn capital(words: &[&str]) -> String {
    object(words).to_ascii_uppercase()
}

/// The name of a Linux network interface.
#[must_use]
pub fn interface(words: &[&str]) -> String {
    named(words, INTERFACE)
}

fn named(words: &[&str], limit: usize) -> String {
    fitting(&format!("ng-{}", words.join("-")), limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_are_cut_and_stay_apart() {
        assert_eq!(object(&["inet", "t1"]), "ng-inet-t1");
        assert_eq!(capital(&["dx-1", "in"]), "NG-DX-1-IN");
        let long = "a-name-of-thirty-two-characters1";
        let (first, second) = (object(&[long, "in"]), object(&[long, "out"]));
        assert!(first != second && first.len() <= 31 && first.starts_with("ng-a-name-of-thirty"), "{first} {second}");
        let (first, second) = (interface(&[long, "t1"]), interface(&[long, "t2"]));
        assert!(first != second && first.len() <= 15, "{first} {second}");
    }
}

//! Two forms of one tree: `set` lines and braces; and the lines that take it back. A word that Junos could misread is a fault.

use std::fmt::Write;

use super::policy;
use super::tree::Statement;
use crate::router::config::RouterConfig;
use crate::router::head::stays;
use crate::router::render::Fault;
use crate::router::text::is_harmless;

/// One leaf a line, each from the root.
pub(super) fn set(head: &[String], tree: &[Statement]) -> Result<String, Fault> {
    let mut out = comments(head)?;
    for statement in tree {
        out.push('\n');
        lines(&mut out, &mut Vec::new(), statement)?;
    }
    Ok(out)
}

/// Blocks in braces, for `load merge`.
pub(super) fn curly(head: &[String], tree: &[Statement]) -> Result<String, Fault> {
    let mut out = comments(head)?;
    for statement in tree {
        out.push('\n');
        braces(&mut out, 0, statement)?;
    }
    Ok(out)
}

fn comments(head: &[String]) -> Result<String, Fault> {
    let mut out = String::new();
    for line in head {
        // Writing to a String cannot fail, here and below.
        let _ = writeln!(out, "# {}", harmless(line)?);
    }
    Ok(out)
}

fn harmless(words: &str) -> Result<&str, Fault> {
    if is_harmless(words) { Ok(words) } else { Err(Fault("a word that Junos could misread".to_owned())) }
}

fn lines<'a>(out: &mut String, path: &mut Vec<&'a str>, statement: &'a Statement) -> Result<(), Fault> {
    let start = |path: &[&str]| if path.is_empty() { "set".to_owned() } else { format!("set {}", path.join(" ")) };
    match statement {
        Statement::Block(words, inside) => {
            path.push(harmless(words)?);
            for one in inside {
                lines(out, path, one)?;
            }
            path.pop();
        }
        Statement::Leaf(words) => {
            let _ = writeln!(out, "{} {}", start(path), harmless(words)?);
        }
        Statement::Quoted(words, text) => {
            let _ = writeln!(out, "{} {} \"{}\"", start(path), harmless(words)?, harmless(text)?);
        }
        Statement::List(words, items) => {
            for item in items {
                let _ = writeln!(out, "{} {} {}", start(path), harmless(words)?, harmless(item)?);
            }
        }
        Statement::Remark(text) => {
            let _ = writeln!(out, "# {}", harmless(text)?);
        }
    }
    Ok(())
}

fn braces(out: &mut String, depth: usize, statement: &Statement) -> Result<(), Fault> {
    let indent = "    ".repeat(depth);
    let _ = match statement {
        Statement::Block(words, inside) => {
            let _ = writeln!(out, "{indent}{} {{", harmless(words)?);
            for one in inside {
                braces(out, depth + 1, one)?;
            }
            writeln!(out, "{indent}}}")
        }
        Statement::Leaf(words) => writeln!(out, "{indent}{};", harmless(words)?),
        Statement::Quoted(words, text) => writeln!(out, "{indent}{} \"{}\";", harmless(words)?, harmless(text)?),
        Statement::List(words, items) => {
            writeln!(out, "{indent}{} [ {} ];", harmless(words)?, harmless(&items.join(" "))?)
        }
        Statement::Remark(text) => writeln!(out, "{indent}# {}", harmless(text)?),
    };
    Ok(())
}

/// `delete` lines for what was added, what uses before what is used; `security` are the paths of the tree of that name.
pub(super) fn removal(router: &RouterConfig, security: Vec<String>) -> Result<String, Fault> {
    let mut paths: Vec<String> = super::first_hop_path(router).into_iter().collect();
    paths.extend(policy::users(router));
    paths.extend(security);
    let unit = |one: &crate::router::config::DirectConnect| format!("interfaces {} unit {}", one.interface, one.vlan);
    paths.extend(router.direct_connects.iter().map(unit));
    paths.extend(super::lag::removal(router));
    paths.extend(policy::used(router));
    let mut head = vec![
        format!("netgen: takes back what the file of router {} adds, by name. Load with load set.", router.router),
        "What was there before stays. vlan-tagging and MTU of a port stay too: other units may need them.".to_owned(),
    ];
    let shared =
        || "routing-options autonomous-system stays: others may need it, and it may have been there before.".to_owned();
    head.push(stays(router, "routing-options router-id and autonomous-system").unwrap_or_else(shared));
    if router.lan.first_hop.is_some() {
        head.push("protocols vrrp asymmetric-hold-time stays: other groups may need it.".to_owned());
    }
    if router.host_routes().any(|route| route.to.is_none()) {
        head.push(
            "The host routes to AWS's outside addresses are not among these lines: the bound rollback names them."
                .to_owned(),
        );
    }
    let mut out = comments(&head)?;
    out.push('\n');
    for path in paths {
        if path.starts_with("security flow") {
            out.push_str("# concerns all tunnels: set it to the noted value instead, if there was one before\n");
        }
        if path.starts_with("security zones") {
            out.push_str(
                "# first the owner's security policies from and to this zone: with them the commit is refused\n",
            );
        }
        let _ = writeln!(out, "delete {}", harmless(&path)?);
    }
    Ok(out)
}

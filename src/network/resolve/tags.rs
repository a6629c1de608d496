//! Tags: those of the document, of a VPC and of a tier merged as AWS counts them.

use crate::blueprint as written;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::network::Tags;

/// Tags that a resource takes besides `Name`: 50 with it.
/// <https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html>
const MOST: usize = 49;

/// Tags of an outer level (the document, the VPC) and those of an inner one over them. Refuses `Name`, which netgen makes,
/// and more tags than a resource takes.
pub(super) fn merged(outer: &Tags, own: &written::Tags, diagnostics: &mut Diagnostics) -> Tags {
    let mut tags = outer.clone();
    for (key, value) in own {
        if key.value.as_str() == "Name" {
            let finding = Diagnostic::new(Code::NameTag, "the tag `Name` is made by netgen")
                .at(key.span, "")
                .why("one value for every resource would no longer tell a VPC, its subnets and its tables apart");
            diagnostics.push(finding.help("remove it, or write the value under another key, such as `Service`"));
            continue;
        }
        tags.insert(key.value.clone(), value.value.clone());
    }
    let last = own.keys().max_by_key(|key| key.span);
    if let Some(last) = last.filter(|_| tags.len() > MOST && outer.len() <= MOST) {
        let message = format!("{} tags on one resource, with `Name`; AWS takes {}", tags.len() + 1, MOST + 1);
        let finding = Diagnostic::new(Code::TagCount, message)
            .at(last.span, "")
            .why("tags of the document, of the VPC or transit gateway and of the tier are counted together");
        diagnostics.push(finding.help(format!("remove {}", tags.len() - MOST)));
    }
    tags
}

//! NG0147: Git sync deploys a template of a repository, and a root template finds the others in a bucket.
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/git-sync.html>

use super::facts::Facts;
use crate::blueprint::StackMode;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    let network = facts.plan.network;
    let Some(folder) = network.git_sync.as_ref().filter(|_| network.stacks == StackMode::Nested) else { return };
    let finding =
        Diagnostic::new(Code::GitSyncNested, "nested stacks cannot be deployed by Git sync").at(folder.span, "");
    let finding = finding.why("the root template finds the others in a bucket, and Git sync puts no template there");
    diagnostics.push(finding.help("leave out `git_sync`, and `deploy.sh` does it; or leave out `mode: nested`"));
}

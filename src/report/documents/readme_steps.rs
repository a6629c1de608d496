//! The steps of `docs/README.md` before stacks, for which CloudFormation has no type: where and about what each is taken, and the commands.

use serde::Serialize;

use super::super::markdown::{Rows, Shell};
use super::place::place;
use crate::aws::{Graph, UnitId};
use crate::cloudformation::{Before, Links, Word, before, stack_name};
use crate::network::Network;

/// The steps before all stacks; nothing where there are none.
#[derive(Default, Serialize)]
pub(super) struct Steps {
    /// In their order.
    rows: Rows,
    /// The commands, once for each kind of step.
    kinds: Vec<Kind>,
}

#[derive(Serialize)]
struct Kind {
    /// `accept-attachment`
    step: &'static str,
    lines: Vec<Shell>,
    /// What the first command prints once it is done.
    until: &'static str,
}

/// The steps in the order of the stacks.
pub(super) fn view(graph: &Graph, links: &Links, order: &[UnitId], network: &Network) -> Steps {
    let Steps { mut rows, mut kinds } = Steps::default();
    for unit in order {
        let of = graph.unit_of(*unit);
        for step in before(graph, links.stack(*unit), *unit, network) {
            rows.row(|row| {
                row.cell(stack_name(network, &of.name)).cell(place(network, of.scope).unwrap_or_default());
                row.cell(step.step).cell(format!("{} of {}", step.of.1, step.of.0));
            });
            if kinds.iter().all(|known| known.step != step.step) {
                kinds.push(Kind { step: step.step, lines: lines(&step), until: step.until });
            }
        }
    }
    Steps { rows, kinds }
}

/// The command that asks, and those that do it: what one prints is the variable of the next.
fn lines(step: &Before<'_>) -> Vec<Shell> {
    let printed = step.with.iter().filter_map(|(word, with)| match with {
        Word::Printed { command } => Some(Shell::read_printed(word, command)),
        Word::Output(_) => None,
    });
    let done = std::iter::once(Shell::generated(&step.done));
    done.chain(printed).chain(step.run.as_ref().map(Shell::generated)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::testing;
    use super::super::documents;

    fn readme(text: &str) -> String {
        let mut all = Vec::new();
        testing::fresh(text, |plan, graph| all = documents(plan, graph, "accounts.yaml"));
        all.into_iter().find(|one| one.path == "docs/README.md").expect("a page").text
    }

    #[test]
    fn steps_between_stacks_stand_in_their_order() {
        let readme_of_accounts = readme(include_str!("../../../tests/accounts/accounts.yaml"));
        let section = readme_of_accounts.split("### Steps between stacks\n").nth(1).expect("a section");
        let place = |row: &str| section.find(row).unwrap_or_else(|| panic!("{row}\n{section}"));
        let rows = [
            "| union-tickets | account partner, ap-northeast-1 | accept-share | HubResourceShareArn of union-hub |",
            "| union-tickets | account partner, ap-northeast-1 | see-transit-gateway | HubTransitGatewayId of union-hub |",
            "| union-hub--tickets | account network, ap-northeast-1 | accept-attachment | TicketsTransitGatewayAttachmentId of \
             union-tickets |",
        ];
        assert!(rows.map(place).is_sorted(), "{section}");
        let accept = "INVITATION=$(aws ram get-resource-share-invitations --resource-share-arns ${SHARE} --query \
                      \"resourceShareInvitations[?status=='PENDING'].resourceShareInvitationArn\" --region ap-northeast-1 --output text)\n\
                      aws ram accept-resource-share-invitation --resource-share-invitation-arn ${INVITATION} --region ap-northeast-1";
        assert!(section.contains(accept), "{section}");
        assert!(!readme(testing::THREE_TIER).contains("Steps between stacks"));
    }
}

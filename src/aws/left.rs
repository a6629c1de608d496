//! What exists and is no longer in the document: stacks of earlier renders, and resources that outlive their removal. Facts of
//! the lock alone, for the dialects and the documents to say.

use super::root::Level;

/// What left the document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Left {
    /// Resources that are let go, by identity. None of them is in the graph.
    pub resources: Vec<LeftResource>,
    /// Root modules of Terraform that hold nothing any more, and whose resources are to be destroyed: the latest level first.
    pub roots: Vec<LeftRoot>,
    /// Accounts and Regions that have nothing any more in the root module of all: what its state still has of them is destroyed by their
    /// providers.
    pub providers: Vec<LeftProvider>,
    /// Stacks that are to be deleted, in the order in which that works: what reads others first.
    pub stacks: Vec<LeftStack>,
    /// Whether the lock could not say what existed, so that something may have left unseen.
    pub is_unknown: bool,
}

/// A resource that outlives its removal from the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftResource {
    /// What it was in the document: `vpc/shop/nat/a`.
    pub identity: String,
    /// What gives it up: `retained.vpcs.shop.nat.a`.
    pub release: String,
    /// The stack that it was in, and its logical id there. `None` for what CloudFormation does not have.
    pub cloudformation: Option<(String, String)>,
    /// Its address in the module: `aws_eip.shop_nat_a`. `None` for what Terraform does not have.
    pub terraform: Option<String>,
    /// The folder of the root module that has it below `terraform`, with a slash at its end; empty for that one itself.
    pub folder: String,
}

/// A root module of earlier renders without anything in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftRoot {
    /// Its folder below `terraform`, with a slash at its end; empty for that one itself.
    pub folder: String,
    /// Its name: `shop/eu-west-1/use`.
    pub name: String,
    /// Which of its scope's roots.
    pub level: Level,
    /// What gives up all of its scope's: `scope.shop.eu-west-1`.
    pub release: String,
    /// Its Region.
    pub region: String,
    /// The word of its account; `None` for one of a document without accounts.
    pub account: Option<String>,
}

/// An account and Region of earlier renders without anything in the root module of all.
/// <https://developer.hashicorp.com/terraform/language/providers/configuration>
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftProvider {
    /// The provider's alias: `shop_eu_west_1`; `None` for the scope that was there first.
    pub alias: Option<String>,
    /// Its name: `shop/eu-west-1`.
    pub name: String,
    /// What gives it up: `scope.shop.eu-west-1`.
    pub release: String,
    /// Its Region.
    pub region: String,
    /// The word of its account; `None` for one of a document without accounts.
    pub account: Option<String>,
}

impl LeftProvider {
    /// The command that prints nothing once the state has nothing of it any more: a state names the provider of each resource.
    #[must_use]
    pub fn command(&self) -> String {
        let end = self.alias.as_ref().map_or_else(|| "aws\\\"]".to_owned(), |alias| format!("].{alias}"));
        format!("terraform -chdir=terraform state pull | grep -F '{end}\"'")
    }
}

/// A stack of an earlier render.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftStack {
    /// Its name: `corp-shop`.
    pub name: String,
    /// What gives it up: `stacks.corp-shop`.
    pub release: String,
    /// Its Region.
    pub region: String,
    /// The word of its account; `None` for one of a document without accounts.
    pub account: Option<String>,
    /// Stacks of this list that read it, so that they are deleted before.
    pub after: Vec<String>,
}

impl Left {
    /// What a stack leaves behind when it is deleted.
    pub fn kept_of<'a>(&'a self, stack: &'a str) -> impl Iterator<Item = (&'a LeftResource, &'a str)> {
        self.resources.iter().filter_map(move |one| {
            let (of, id) = one.cloudformation.as_ref()?;
            (of == stack).then_some((one, id.as_str()))
        })
    }

    /// Whether nothing left.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.resources.is_empty() && self.stacks.is_empty() && self.roots.is_empty() && self.providers.is_empty()
    }

    /// What a root module has to let go, by its folder.
    pub fn of_root<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a LeftResource, &'a str)> {
        let here = self.resources.iter().filter(move |one| one.folder == folder);
        here.filter_map(|one| Some((one, one.terraform.as_deref()?)))
    }
}

//! What can be written on the command line.

use clap::{Args, ColorChoice, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use netgen::blueprint::overlay::split_assignment;
use netgen::{cloudformation, report};
use std::path::PathBuf;

use super::policy::Policy;

mod diff;
mod render;
mod router;
mod sides;
mod steps;

pub use diff::{Alarm, Diff, DiffFormat};
pub use render::Render;
pub use router::Router;
pub use sides::{Earlier, Sides};
pub use steps::Steps;

/// A compiler for networks: one blueprint becomes CloudFormation and Terraform that agree.
#[derive(Debug, Parser)]
#[command(name = "netgen", version, propagate_version = false, max_term_width = 110, after_help = STATUS)]
pub struct Cli {
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value_t = ColorChoice::Auto, value_enum)]
    pub color: ColorChoice,
    /// Say nothing but errors and warnings
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Name each file and each change of the lock
    #[arg(short, long, global = true)]
    pub verbose: bool,
    #[command(subcommand)]
    pub command: Command,
}

const STATUS: &str = "Exit status: 0 done; 1 the document means something wrong, the output is stale, or a judge objects; \
    2 the document, the lock or the command line cannot be read as what it is; 3 could not read or write.";

const BLUEPRINT: &str = "A built-in's name (see `netgen list`), a path, or `-` for standard input. What holds a `/` or a `.` is \
    a path: a file named like a built-in is `./three-tier`";

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write templates, modules and documents
    ///
    /// The output directory is replaced as a whole or not at all; what Terraform and people keep in it stays. The address
    /// lock beside the blueprint (`corp.lock` for `corp.yaml`) is written first.
    Render(Render),
    /// Show the address plan, the routes and why they are what they are
    Plan(Plan),
    /// Apply every rule
    ///
    /// Several documents are checked one by one, each with the address lock beside it, and then against each other: addresses, names,
    /// autonomous systems and links that two of them use.
    Check(Check),
    /// Answer whether packets get from one end to another and back, before anything is deployed
    ///
    /// Ends are `internet`, an address, `site/tokyo`, or a VPC, tier and zone (`shop`, `shop/web`, `shop/web/a`) with a security group
    /// behind a colon (`shop/web:app`). Without a protocol the answer says which ports pass; without a group, security groups are
    /// not evaluated. The status is 0 only if every zone and every address family that both ends have passes, otherwise 1.
    Reach(Reach),
    /// What single failures cost: pairs that lose reach, and what takes over in which time
    Fail(Fail),
    /// What was chosen between sites, AWS and VPCs, what else there is, and which words of the document rule it out
    ///
    /// Each way comes with what AWS's pages say of it: bandwidth, encryption, published service level, what has to be ordered first, and what
    /// is billed. There are no prices.
    Choices(Choices),
    /// What the next deployment does: to packets, to each resource in both dialects, and to stacks
    ///
    /// OLD and NEW are a document (its address lock beside it), a directory that was rendered, or either of an earlier revision as
    /// `REVISION:PATH` (`HEAD:corp.yaml`). A document without a lock of its own is planned with that of OLD. Nothing is written, and
    /// AWS is not asked. The status is 0 unless `--exit-code` or `--fail-on` says otherwise.
    Diff(Diff),
    /// Write the deployments between two documents: trees of which each can be deployed, and who is cut all the same
    ///
    /// OLD and NEW are documents, or those of an earlier revision as `REVISION:PATH`. For OLD a directory that was rendered will do where the
    /// document beside NEW makes it, now or in a revision that leads to `HEAD`. A change that needs no steps is one tree. The last tree
    /// is what `netgen render` writes of NEW; no address lock is written, AWS is not asked.
    Steps(Steps),
    /// Call something otherwise without replacing it
    ///
    /// Writes the new name wherever the document has the old one, and an entry of `renamed`, which the next render puts into the
    /// lock: resources go on being made of the word that they were made of. The document is written only if it still means the same
    /// resources.
    Mv(Mv),
    /// Print a router's configuration, or a part of it
    ///
    /// What is printed can be loaded by itself. No directory is written; the address lock is, unless with `--locked`.
    Router(Router),
    /// Let the judges that are installed look at a rendered directory
    ///
    /// netgen itself holds the files against the manifest and reads the templates back; cfn-lint and Terraform are used if they are
    /// there. They see copies: nothing in the directory is written, run or taken for a setting, and nothing is downloaded.
    /// Terraform validates with the AWS provider of its local plugin folders, or of the mirror in `NETGEN_TERRAFORM_MIRROR`.
    Verify(Verify),
    /// Write a built-in as a document to start from
    Init(Init),
    /// List the built-in blueprints
    List,
    /// Explain a diagnostic, or list them all
    Explain {
        /// The code, such as NG0203
        code: Option<String>,
    },
    /// Print a JSON Schema: of a blueprint, for editors, or of an answer
    Schema {
        /// Of what
        #[arg(value_enum, default_value_t = SchemaOf::Blueprint)]
        of: SchemaOf,
    },
    /// Print a completion script
    Completions {
        /// For which shell
        shell: Shell,
    },
}

/// What to compile.
#[derive(Args, Debug)]
pub struct Common {
    #[arg(help = BLUEPRINT)]
    pub blueprint: PathBuf,
    /// Lay a YAML file over the blueprint: maps merge, all else replaces, `null` removes
    #[arg(short = 'f', long = "values", value_name = "FILE")]
    pub values: Vec<PathBuf>,
    /// Set one value, such as `vpcs.shop.nat=single`; a VPC, tier or group that is not there is added only as a whole: `vpcs.new={...}`
    #[arg(long = "set", value_name = "PATH=VALUE", value_parser = assignment)]
    pub settings: Vec<(String, String)>,
    /// The address lock, if it is not the file beside the blueprint
    #[arg(long, value_name = "FILE")]
    pub lock: Option<PathBuf>,
    /// Fail if the lock would change
    #[arg(long)]
    pub locked: bool,
    /// Give up addresses, such as `vpcs.shop.tiers.private`, or what left the document: `stacks.corp-shop`, `retained.vpcs.shop`
    #[arg(long = "release", value_name = "PATH")]
    pub releases: Vec<String>,
}

/// What a schema describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// A blueprint
    Blueprint,
    /// What `netgen diff --format json` prints
    Diff,
}

#[derive(Args, Debug)]
pub struct Plan {
    #[command(flatten)]
    pub common: Common,
    #[command(flatten)]
    pub policy: Policy,
    /// For whom
    #[arg(long, value_enum, default_value_t = PlanFormat::Text)]
    pub format: PlanFormat,
}

#[derive(Args, Debug)]
pub struct Check {
    #[command(flatten)]
    pub common: Common,
    /// Further blueprints, deployed beside the first one
    #[arg(value_name = "BLUEPRINT", conflicts_with_all = ["values", "settings", "lock", "releases"])]
    pub others: Vec<PathBuf>,
    #[command(flatten)]
    pub policy: Policy,
    /// For whom: `json` and `github` go to standard output
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    pub format: CheckFormat,
}

#[derive(Args, Debug)]
pub struct Reach {
    #[command(flatten)]
    pub common: Common,
    /// The end that opens the connection, such as `shop/web`
    pub from: Option<String>,
    /// The end that accepts it, such as `site/tokyo` or `internet`
    pub to: Option<String>,
    /// `tcp/443`, `udp/53` or `icmp`; all protocols if it is left out
    pub protocol: Option<String>,
    /// Who reaches whom, by classes of tiers and sites that are treated alike
    #[arg(long, conflicts_with_all = ["from", "to", "protocol", "zone", "family"])]
    pub matrix: bool,
    /// With `--matrix`: every end by itself
    #[arg(long, requires = "matrix")]
    pub all: bool,
    /// One zone alone, of the end that opens the connection
    #[arg(long, value_name = "ZONE")]
    pub zone: Option<String>,
    /// One address family alone
    #[arg(long, value_enum, value_name = "FAMILY")]
    pub family: Option<FamilyName>,
    /// For whom
    #[arg(long, value_enum, default_value_t = ReachFormat::Text)]
    pub format: ReachFormat,
}

#[derive(Args, Debug)]
pub struct Fail {
    #[command(flatten)]
    pub common: Common,
    /// `zone/a`, `nat/shop/a`, `firewall/inspection/a`, `router/tokyo/edge-1`, `lan/tokyo/edge-1`, `uplink/tokyo/dx-1`, `tunnel/tokyo/inet/1`,
    /// `connection/dxcon-…` or `location/…`; every element if it is left out
    pub element: Option<String>,
    /// For whom
    #[arg(long, value_enum, default_value_t = ReachFormat::Text)]
    pub format: ReachFormat,
}

#[derive(Args, Debug)]
pub struct Choices {
    #[command(flatten)]
    pub common: Common,
    /// For whom
    #[arg(long, value_enum, default_value_t = ReachFormat::Text)]
    pub format: ReachFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FamilyName {
    Ipv4,
    Ipv6,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum ReachFormat {
    Text,
    Json,
}

#[derive(Args, Debug)]
pub struct Verify {
    /// What `netgen render` wrote
    pub dir: PathBuf,
    /// For whom
    #[arg(long, value_enum, default_value_t = VerifyFormat::Text)]
    pub format: VerifyFormat,
}

#[derive(Args, Debug)]
pub struct Mv {
    #[command(flatten)]
    pub common: Common,
    /// Its place in the document: `vpcs.orders`, `vpcs.shop.tiers.app`, `transit_gateways.hub.segments.prod`, `sites.tokyo`
    #[arg(value_name = "OLD")]
    pub old: String,
    /// The same place with another name at its end: `vpcs.order`
    #[arg(value_name = "NEW", required_unless_present = "relabel")]
    pub new: Option<String>,
    /// Make its labels in Terraform of the new name too: `terraform/relabelled.tf` moves what exists. Without NEW, those of what was
    /// renamed before. CloudFormation refuses to refactor most of what a network has, so its logical ids stay
    #[arg(long)]
    pub relabel: bool,
    /// Print the document instead of writing it
    #[arg(long)]
    pub stdout: bool,
}

#[derive(Args, Debug)]
pub struct Init {
    /// The built-in's name
    pub blueprint: String,
    /// The file to write, or `-` for standard output; by default the built-in's name with `.yaml`
    pub file: Option<PathBuf>,
    /// Write over a file that exists
    #[arg(long)]
    pub force: bool,
}

/// What a render makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Target {
    /// Templates and their order
    Cloudformation,
    /// A root module
    Terraform,
    /// Configurations of the routers at sites
    Routers,
    /// The address plan and diagrams
    Docs,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum TemplateFormat {
    Yaml,
    Json,
}

impl From<TemplateFormat> for cloudformation::Format {
    fn from(format: TemplateFormat) -> Self {
        match format {
            TemplateFormat::Yaml => Self::Yaml,
            TemplateFormat::Json => Self::Json,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum PlanFormat {
    Text,
    Json,
    Markdown,
    Csv,
}

impl From<PlanFormat> for report::PlanFormat {
    fn from(format: PlanFormat) -> Self {
        match format {
            PlanFormat::Text => Self::Text,
            PlanFormat::Json => Self::Json,
            PlanFormat::Markdown => Self::Markdown,
            PlanFormat::Csv => Self::Csv,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum CheckFormat {
    Text,
    Json,
    Github,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum VerifyFormat {
    Text,
    Json,
}

fn assignment(text: &str) -> Result<(String, String), String> {
    let (path, value) = split_assignment(text).ok_or("a `=` is missing; write `path=value`")?;
    Ok((path.to_owned(), value.to_owned()))
}

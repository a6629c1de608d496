//! What can be written behind `netgen render`.

use super::{Common, Earlier, Policy, Target, TemplateFormat};
use clap::Args;
use std::path::PathBuf;

#[derive(Args, Debug)]
pub struct Render {
    #[command(flatten)]
    pub common: Common,
    #[command(flatten)]
    pub policy: Policy,
    /// The directory to write; by default `out/` and the network's name
    #[arg(short, long, value_name = "DIR", conflicts_with = "stdout")]
    pub out: Option<PathBuf>,
    /// What to make; by default everything. The directory then holds nothing else
    #[arg(short, long = "target", value_name = "TARGET", value_enum)]
    pub targets: Vec<Target>,
    /// Write nothing; show in what the directory and the lock differ, and exit with 1 if they do
    #[arg(long, conflicts_with = "stdout")]
    pub check: bool,
    /// Print one file instead of writing the directory: the only one, or that of a path, such as `--stdout=docs/README.md`, in which
    /// `*` stands for any part of a name and `**` for folders as well; the lock is written all the same
    #[arg(long, value_name = "PATH", num_args = 0..=1, require_equals = true, default_missing_value = "")]
    pub stdout: Option<String>,
    /// The format of CloudFormation templates
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = TemplateFormat::Yaml)]
    pub template_format: TemplateFormat,
    /// Fill the routers' files with what AWS says: `aws ec2 describe-vpn-connections`, a customer gateway configuration (XML),
    /// `terraform output -json`. They hold keys, so they go to a directory of their own: the name of `--out` and `-bound`
    #[arg(long, value_name = "FILE", conflicts_with_all = ["check", "stdout"])]
    pub bind: Vec<PathBuf>,
    /// Write what leads the routers from OLD to this: OLD is a rendered directory, or a document with its lock beside it, or either of an
    /// earlier revision (`HEAD:corp.yaml`). Goes to a directory of its own: the name of `--out` and `-update`. With `--bind`, keys of a
    /// rendered OLD are those of the `-bound` directory beside it
    #[arg(long, value_name = "OLD", conflicts_with_all = ["check", "stdout"])]
    pub since: Option<PathBuf>,
    #[command(flatten)]
    pub earlier: Earlier,
    /// Drop files in the directory that netgen did not write, and changes to those it did; take over that of another network
    #[arg(long, conflicts_with_all = ["check", "stdout"])]
    pub force: bool,
}

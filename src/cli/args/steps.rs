//! What can be written behind `netgen steps`.

use super::{Sides, TemplateFormat};
use clap::Args;
use std::path::PathBuf;

#[derive(Args, Debug)]
pub struct Steps {
    #[command(flatten)]
    pub sides: Sides,
    /// The directory to write: `1`, `2` and so on, and `steps.md`
    #[arg(short, long, value_name = "DIR")]
    pub out: PathBuf,
    /// The format of CloudFormation templates
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = TemplateFormat::Yaml)]
    pub template_format: TemplateFormat,
    /// Drop files in the directory that netgen did not write, and changes to those it did
    #[arg(long)]
    pub force: bool,
}

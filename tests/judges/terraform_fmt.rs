//! `terraform fmt` would leave every Terraform file as it is.

use super::judge::{Fault, Found, Judge, output, said};
use super::{terraform, tree};

pub const JUDGE: Judge = Judge {
    name: "terraform-fmt",
    things: "files",
    concerns: |tree| !tree.terraform_files().is_empty(),
    find,
    faults: &[
        fault(
            "a sign that is not aligned",
            "enable_dns_support   = true",
            "enable_dns_support = true",
            "-  enable_dns_support = true",
        ),
        fault(
            "an indentation of four",
            "  gateway_id             =",
            "    gateway_id             =",
            "-    gateway_id",
        ),
        fault("a brace that never closes", "  tags = {", "  tags = {{", "Missing attribute value"),
    ],
};

const fn fault(what: &'static str, text: &'static str, instead: &'static str, says: &'static str) -> Fault {
    Fault { what, tree: tree::SAMPLE, file: "terraform/vpc_sample.tf", text, instead, says }
}

fn find() -> Result<Found, String> {
    let version = terraform::version()?;
    let judge = Box::new(|tree: &super::tree::Tree| {
        let output = output(terraform::command(&tree.root.join("terraform")).args([
            "fmt",
            "-check",
            "-diff",
            "-no-color",
            "-recursive",
        ]))?;
        if output.status.success() { Ok(tree.terraform_files().len()) } else { Err(said(&output)) }
    });
    Ok(Found { version: format!("terraform {version}"), judge })
}

//! NG0223 and NG0224: ranges that are free on paper and in use in practice. Every default VPC has 172.31.0.0/16, Docker's
//! bridge inside an instance 172.17.0.0/16.
//! <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html>

use super::facts::{Block, Facts, Kind};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::net::Cidr4;
use crate::network::Address;

pub(super) fn check(facts: &Facts<'_>, diagnostics: &mut Diagnostics) {
    for block in &facts.blocks {
        if block.cidr.overlaps(Cidr4::DEFAULT_VPC) {
            let message = format!("VPC `{}` has the addresses of every default VPC: {}", block.vpc.name, block.cidr);
            let why = "it can never be connected to a default VPC, and there is one in each Region of each account";
            report(
                facts,
                block,
                Cidr4::DEFAULT_VPC,
                Diagnostic::new(Code::DefaultVpcRange, message).why(why),
                diagnostics,
            );
        }
        if block.cidr.overlaps(Cidr4::DOCKER) {
            let message = format!("VPC `{}` has the addresses of Docker's bridge: {}", block.vpc.name, block.cidr);
            let why =
                "an instance with Docker (Cloud9 and SageMaker have it) keeps packets for these addresses to itself";
            report(facts, block, Cidr4::DOCKER, Diagnostic::new(Code::DockerRange, message).why(why), diagnostics);
        }
    }
}

fn report(facts: &Facts<'_>, block: &Block<'_>, range: Cidr4, finding: Diagnostic, diagnostics: &mut Diagnostics) {
    let help = match block.vpc.address {
        Address::Cut { pool, .. } if block.kind == Kind::Cut => {
            format!("keep the range out of pool `{}`: `reserve: [{range}]`", facts.plan.network.pools[pool.0].name)
        }
        _ => "take another block of 172.16.0.0/12, or one of 10.0.0.0/8".to_owned(),
    };
    diagnostics.push(block.blame(finding, "").help(help));
}

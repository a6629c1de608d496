"""The app that a user of aws-cdk would write for VPCs like those of netgen's three-tier: `python cdk_app.py DIRECTORY COUNT [unvalidated]`.

High-level constructs, one stack for each VPC: three tiers over three zones, a NAT gateway in each zone, gateway endpoints, flow logs and
a chain of security groups. Not the same templates as netgen's, so what is compared is the time for a resource.
"""

import sys

import aws_cdk as cdk
from aws_cdk import aws_ec2 as ec2

ZONES = ["ap-northeast-1a", "ap-northeast-1c", "ap-northeast-1d"]


def stack(app, number):
    made = cdk.Stack(app, f"vpc{number:03}", env=cdk.Environment(account="111122223333", region="ap-northeast-1"))
    tier = lambda name, kind, mask: ec2.SubnetConfiguration(name=name, subnet_type=kind, cidr_mask=mask)  # noqa: E731
    vpc = ec2.Vpc(
        made,
        "Vpc",
        ip_addresses=ec2.IpAddresses.cidr(f"10.{number}.0.0/16"),
        availability_zones=ZONES,
        nat_gateways=len(ZONES),
        subnet_configuration=[
            tier("public", ec2.SubnetType.PUBLIC, 24),
            tier("private", ec2.SubnetType.PRIVATE_WITH_EGRESS, 23),
            tier("database", ec2.SubnetType.PRIVATE_ISOLATED, 24),
        ],
        gateway_endpoints={
            "s3": ec2.GatewayVpcEndpointOptions(service=ec2.GatewayVpcEndpointAwsService.S3),
            "dynamodb": ec2.GatewayVpcEndpointOptions(service=ec2.GatewayVpcEndpointAwsService.DYNAMODB),
        },
        flow_logs={"cloudwatch": ec2.FlowLogOptions()},
    )
    group = lambda name: ec2.SecurityGroup(made, name, vpc=vpc, allow_all_outbound=False)  # noqa: E731
    alb, web, app_group, db = group("Alb"), group("Web"), group("App"), group("Db")
    alb.add_ingress_rule(ec2.Peer.any_ipv4(), ec2.Port.tcp(443))
    web.add_ingress_rule(alb, ec2.Port.tcp(443))
    app_group.add_ingress_rule(web, ec2.Port.tcp(8080))
    db.add_ingress_rule(app_group, ec2.Port.tcp(5432))
    for key, value in {"Owner": "platform", "CostCenter": "4711", "Environment": "production"}.items():
        cdk.Tags.of(made).add(key, value)


def main():
    folder, count, *unvalidated = sys.argv[1:]
    app = cdk.App(outdir=folder)
    for number in range(1, int(count) + 1):
        stack(app, number)
    app.synth(skip_validation=bool(unvalidated))


if __name__ == "__main__":
    main()

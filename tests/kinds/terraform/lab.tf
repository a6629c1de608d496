# kinds: unit lab, us-east-1. Made by netgen from kinds.yaml; change that file and render again.

# --- Everything -----------------------------------------------------------------------------------

resource "aws_vpc" "lab" {
  cidr_block           = "10.2.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name = "lab"
  }
}

resource "aws_subnet" "lab_a" {
  vpc_id                  = aws_vpc.lab.id
  availability_zone       = "us-east-1a"
  cidr_block              = "10.2.0.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "lab"
  }
}

resource "aws_subnet" "lab_b" {
  vpc_id                  = aws_vpc.lab.id
  availability_zone       = "us-east-1b"
  cidr_block              = "10.2.1.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "lab"
  }
}

resource "aws_route_table" "lab" {
  vpc_id = aws_vpc.lab.id

  tags = {
    Name = "lab"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_ec2_transit_gateway_vpc_attachment" "lab" {
  transit_gateway_id                              = "tgw-0123456789abcdef0"
  vpc_id                                          = aws_vpc.lab.id
  subnet_ids                                      = [aws_subnet.lab_a.id, aws_subnet.lab_b.id]
  appliance_mode_support                          = "enable"
  dns_support                                     = "enable"
  security_group_referencing_support              = "disable"
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name = "lab"
  }
}

resource "aws_route" "lab_0_0_0_0_0" {
  route_table_id         = aws_route_table.lab.id
  destination_cidr_block = "0.0.0.0/0"
  transit_gateway_id     = "tgw-0123456789abcdef0"

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.lab]
}

resource "aws_ec2_transit_gateway_route_table" "lab_adopted" {
  transit_gateway_id = "tgw-0123456789abcdef0"

  tags = {
    Name = "adopted"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "lab_adopted" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_prod.id
  transit_gateway_attachment_id  = "tgw-attach-0123456789abcdef0"
}

resource "aws_ec2_transit_gateway_route_table_propagation" "lab_adopted" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_inspection.id
  transit_gateway_attachment_id  = "tgw-attach-0123456789abcdef0"
}

resource "aws_ec2_transit_gateway_route" "lab_adopted" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_inspection.id
  destination_cidr_block         = "172.16.0.0/12"
  transit_gateway_attachment_id  = "tgw-attach-0123456789abcdef0"
}

resource "aws_vpc_peering_connection" "lab_shop" {
  vpc_id      = aws_vpc.lab.id
  peer_vpc_id = aws_vpc.shop.id
  auto_accept = true

  tags = {
    Name = "lab-shop"
  }
}

resource "aws_route" "lab_10_1_0_0_16" {
  route_table_id            = aws_route_table.lab.id
  destination_cidr_block    = "10.1.0.0/16"
  vpc_peering_connection_id = aws_vpc_peering_connection.lab_shop.id
}

resource "aws_route" "lab_10_3_0_0_16" {
  route_table_id         = aws_route_table.lab.id
  destination_cidr_block = "10.3.0.0/16"
  vpc_endpoint_id        = one([for state in aws_networkfirewall_firewall.shop.firewall_status[0].sync_states : state.attachment[0].endpoint_id if state.availability_zone == "us-east-1a"])
}

resource "aws_route53profiles_resource_association" "lab_ssm" {
  name         = "lab-ssm"
  profile_id   = aws_route53profiles_profile.hub.id
  resource_arn = aws_vpc_endpoint.shop_ssm.arn
}

resource "aws_route53profiles_resource_association" "lab_corp" {
  name         = "lab-corp"
  profile_id   = aws_route53profiles_profile.hub.id
  resource_arn = aws_route53_resolver_rule.shop_corp.arn
}

resource "aws_route53_resolver_rule_association" "lab" {
  name             = "kinds-lab"
  resolver_rule_id = aws_route53_resolver_rule.shop_corp.id
  vpc_id           = aws_vpc.lab.id
}

# lab: VPC names, eu-central-1. Made by netgen from hub-variants.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "names" {
  cidr_block           = "10.32.0.0/22"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name  = "names"
    Owner = "network"
  }
}

resource "aws_default_security_group" "names" {
  vpc_id = aws_vpc.names.id

  tags = {
    Name  = "names-default"
    Owner = "network"
  }
}

# --- Tier services: 10.32.0.0/24, default route to the transit gateway ----------------------------

resource "aws_subnet" "names_services_a" {
  vpc_id                  = aws_vpc.names.id
  availability_zone       = "eu-central-1a"
  cidr_block              = "10.32.0.0/26"
  map_public_ip_on_launch = false

  tags = {
    Name  = "names-services-a"
    Owner = "network"
  }
}

resource "aws_subnet" "names_services_b" {
  vpc_id                  = aws_vpc.names.id
  availability_zone       = "eu-central-1b"
  cidr_block              = "10.32.0.64/26"
  map_public_ip_on_launch = false

  tags = {
    Name  = "names-services-b"
    Owner = "network"
  }
}

resource "aws_route_table" "names_services" {
  vpc_id = aws_vpc.names.id

  tags = {
    Name  = "names-services"
    Owner = "network"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "names_services_default" {
  route_table_id         = aws_route_table.names_services.id
  destination_cidr_block = "0.0.0.0/0"
  transit_gateway_id     = "tgw-0123456789abcdef0"

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.names]
}

resource "aws_route_table_association" "names_services_a" {
  subnet_id      = aws_subnet.names_services_a.id
  route_table_id = aws_route_table.names_services.id

  depends_on = [aws_route.names_services_default]
}

resource "aws_route_table_association" "names_services_b" {
  subnet_id      = aws_subnet.names_services_b.id
  route_table_id = aws_route_table.names_services.id

  depends_on = [aws_route_table_association.names_services_a]
}

# --- Tier attachment: 10.32.1.0/26, no default route ----------------------------------------------

resource "aws_subnet" "names_attachment_a" {
  vpc_id                  = aws_vpc.names.id
  availability_zone       = "eu-central-1a"
  cidr_block              = "10.32.1.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name  = "names-attachment-a"
    Owner = "network"
  }
}

resource "aws_subnet" "names_attachment_b" {
  vpc_id                  = aws_vpc.names.id
  availability_zone       = "eu-central-1b"
  cidr_block              = "10.32.1.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name  = "names-attachment-b"
    Owner = "network"
  }
}

resource "aws_route_table" "names_attachment" {
  vpc_id = aws_vpc.names.id

  tags = {
    Name  = "names-attachment"
    Owner = "network"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "names_attachment_a" {
  subnet_id      = aws_subnet.names_attachment_a.id
  route_table_id = aws_route_table.names_attachment.id
}

resource "aws_route_table_association" "names_attachment_b" {
  subnet_id      = aws_subnet.names_attachment_b.id
  route_table_id = aws_route_table.names_attachment.id

  depends_on = [aws_route_table_association.names_attachment_a]
}

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "names" {
  transit_gateway_id                              = "tgw-0123456789abcdef0"
  vpc_id                                          = aws_vpc.names.id
  subnet_ids                                      = [aws_subnet.names_attachment_a.id, aws_subnet.names_attachment_b.id]
  appliance_mode_support                          = "disable"
  dns_support                                     = "enable"
  security_group_referencing_support              = "enable"
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name  = "names"
    Owner = "network"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "names" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_core.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.names.id

  lifecycle {
    replace_triggered_by = [aws_ec2_transit_gateway_vpc_attachment.names.id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "names_core" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_core.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.names.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "names_live" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_live.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.names.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "names_inspection" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_inspection.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.names.id
}

# --- Resolver -------------------------------------------------------------------------------------

resource "aws_security_group" "names_resolver_inbound" {
  vpc_id      = aws_vpc.names.id
  name_prefix = "names-resolver-inbound-"
  description = "names resolver-inbound"

  tags = {
    Name  = "names-resolver-inbound"
    Owner = "network"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "names_resolver_inbound_from_10_32_0_0_22_tcp_53" {
  security_group_id = aws_security_group.names_resolver_inbound.id
  cidr_ipv4         = "10.32.0.0/22"
  ip_protocol       = "tcp"
  from_port         = 53
  to_port           = 53
  description       = "DNS questions"
}

resource "aws_vpc_security_group_ingress_rule" "names_resolver_inbound_from_10_32_0_0_22_udp_53" {
  security_group_id = aws_security_group.names_resolver_inbound.id
  cidr_ipv4         = "10.32.0.0/22"
  ip_protocol       = "udp"
  from_port         = 53
  to_port           = 53
  description       = "DNS questions"
}

resource "aws_vpc_security_group_ingress_rule" "names_resolver_inbound_from_10_0_0_0_12_tcp_53" {
  security_group_id = aws_security_group.names_resolver_inbound.id
  cidr_ipv4         = "10.0.0.0/12"
  ip_protocol       = "tcp"
  from_port         = 53
  to_port           = 53
  description       = "DNS questions"
}

resource "aws_vpc_security_group_ingress_rule" "names_resolver_inbound_from_10_0_0_0_12_udp_53" {
  security_group_id = aws_security_group.names_resolver_inbound.id
  cidr_ipv4         = "10.0.0.0/12"
  ip_protocol       = "udp"
  from_port         = 53
  to_port           = 53
  description       = "DNS questions"
}

resource "aws_vpc_security_group_ingress_rule" "names_resolver_inbound_from_10_16_0_0_12_tcp_53" {
  security_group_id = aws_security_group.names_resolver_inbound.id
  cidr_ipv4         = "10.16.0.0/12"
  ip_protocol       = "tcp"
  from_port         = 53
  to_port           = 53
  description       = "DNS questions"
}

resource "aws_vpc_security_group_ingress_rule" "names_resolver_inbound_from_10_16_0_0_12_udp_53" {
  security_group_id = aws_security_group.names_resolver_inbound.id
  cidr_ipv4         = "10.16.0.0/12"
  ip_protocol       = "udp"
  from_port         = 53
  to_port           = 53
  description       = "DNS questions"
}

resource "aws_vpc_security_group_ingress_rule" "names_resolver_inbound_from_172_30_0_0_22_tcp_53" {
  security_group_id = aws_security_group.names_resolver_inbound.id
  cidr_ipv4         = "172.30.0.0/22"
  ip_protocol       = "tcp"
  from_port         = 53
  to_port           = 53
  description       = "DNS questions"
}

resource "aws_vpc_security_group_ingress_rule" "names_resolver_inbound_from_172_30_0_0_22_udp_53" {
  security_group_id = aws_security_group.names_resolver_inbound.id
  cidr_ipv4         = "172.30.0.0/22"
  ip_protocol       = "udp"
  from_port         = 53
  to_port           = 53
  description       = "DNS questions"
}

resource "aws_vpc_security_group_egress_rule" "names_resolver_inbound_to_nobody_all" {
  security_group_id = aws_security_group.names_resolver_inbound.id
  cidr_ipv4         = "127.0.0.1/32"
  ip_protocol       = "-1"
  description       = "nothing: no packet goes there"
}

resource "aws_route53_resolver_endpoint" "names_inbound" {
  name               = "lab-names-inbound"
  direction          = "INBOUND"
  security_group_ids = [aws_security_group.names_resolver_inbound.id]

  ip_address {
    subnet_id = aws_subnet.names_services_a.id
    ip        = "10.32.0.62"
  }

  ip_address {
    subnet_id = aws_subnet.names_services_b.id
    ip        = "10.32.0.126"
  }

  tags = {
    Name  = "names-resolver-inbound"
    Owner = "network"
  }
}

resource "aws_security_group" "names_resolver_outbound" {
  vpc_id      = aws_vpc.names.id
  name_prefix = "names-resolver-outbound-"
  description = "names resolver-outbound"

  tags = {
    Name  = "names-resolver-outbound"
    Owner = "network"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_egress_rule" "names_resolver_outbound_to_192_168_1_53_32_tcp_53" {
  security_group_id = aws_security_group.names_resolver_outbound.id
  cidr_ipv4         = "192.168.1.53/32"
  ip_protocol       = "tcp"
  from_port         = 53
  to_port           = 53
  description       = "DNS questions to name servers"
}

resource "aws_vpc_security_group_egress_rule" "names_resolver_outbound_to_192_168_1_53_32_udp_53" {
  security_group_id = aws_security_group.names_resolver_outbound.id
  cidr_ipv4         = "192.168.1.53/32"
  ip_protocol       = "udp"
  from_port         = 53
  to_port           = 53
  description       = "DNS questions to name servers"
}

resource "aws_vpc_security_group_egress_rule" "names_resolver_outbound_to_192_168_2_53_32_tcp_53" {
  security_group_id = aws_security_group.names_resolver_outbound.id
  cidr_ipv4         = "192.168.2.53/32"
  ip_protocol       = "tcp"
  from_port         = 53
  to_port           = 53
  description       = "DNS questions to name servers"
}

resource "aws_vpc_security_group_egress_rule" "names_resolver_outbound_to_192_168_2_53_32_udp_53" {
  security_group_id = aws_security_group.names_resolver_outbound.id
  cidr_ipv4         = "192.168.2.53/32"
  ip_protocol       = "udp"
  from_port         = 53
  to_port           = 53
  description       = "DNS questions to name servers"
}

resource "aws_route53_resolver_endpoint" "names_outbound" {
  name               = "lab-names-outbound"
  direction          = "OUTBOUND"
  security_group_ids = [aws_security_group.names_resolver_outbound.id]

  ip_address {
    subnet_id = aws_subnet.names_services_a.id
    ip        = "10.32.0.61"
  }

  ip_address {
    subnet_id = aws_subnet.names_services_b.id
    ip        = "10.32.0.125"
  }

  tags = {
    Name  = "names-resolver-outbound"
    Owner = "network"
  }
}

resource "aws_route53_resolver_rule" "names_corp_example" {
  name                 = "corp-example"
  rule_type            = "FORWARD"
  domain_name          = "corp.example"
  resolver_endpoint_id = aws_route53_resolver_endpoint.names_outbound.id

  target_ip {
    ip = "192.168.1.53"
  }

  target_ip {
    ip = "192.168.2.53"
  }

  tags = {
    Name  = "names-corp.example"
    Owner = "network"
  }
}

resource "aws_route53_resolver_rule_association" "names_corp_example" {
  name             = "corp-example"
  resolver_rule_id = aws_route53_resolver_rule.names_corp_example.id
  vpc_id           = aws_vpc.names.id
}

resource "aws_route53_resolver_rule" "names_lab_example" {
  name                 = "lab-example"
  rule_type            = "FORWARD"
  domain_name          = "lab.example"
  resolver_endpoint_id = aws_route53_resolver_endpoint.names_outbound.id

  target_ip {
    ip = "192.168.1.53"
  }

  tags = {
    Name  = "names-lab.example"
    Owner = "network"
  }
}

resource "aws_route53_resolver_rule_association" "names_lab_example" {
  name             = "lab-example"
  resolver_rule_id = aws_route53_resolver_rule.names_lab_example.id
  vpc_id           = aws_vpc.names.id
}

# --- Outputs --------------------------------------------------------------------------------------

output "names_vpc_id" {
  description = "The VPC names"
  value       = aws_vpc.names.id
}

output "names_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones a, b"
  value = {
    a = aws_subnet.names_attachment_a.id
    b = aws_subnet.names_attachment_b.id
  }
}

output "names_services_subnet_ids" {
  description = "Subnets of tier services in zones a, b"
  value = {
    a = aws_subnet.names_services_a.id
    b = aws_subnet.names_services_b.id
  }
}

# lab: VPC names: endpoints, eu-central-1. Made by netgen from hub-variants.yaml; change that file and render again.

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_security_group" "names_endpoints" {
  vpc_id      = aws_vpc.names.id
  name_prefix = "names-endpoints-"
  description = "names interface endpoints"

  tags = {
    Name  = "names-endpoints"
    Owner = "network"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "names_endpoints_from_10_32_0_0_22_tcp_443" {
  security_group_id = aws_security_group.names_endpoints.id
  cidr_ipv4         = "10.32.0.0/22"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "HTTPS from the VPC"
}

resource "aws_vpc_security_group_ingress_rule" "names_endpoints_from_10_0_0_0_12_tcp_443" {
  security_group_id = aws_security_group.names_endpoints.id
  cidr_ipv4         = "10.0.0.0/12"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "HTTPS from VPCs that share the endpoints"
}

resource "aws_vpc_security_group_ingress_rule" "names_endpoints_from_10_16_0_0_12_tcp_443" {
  security_group_id = aws_security_group.names_endpoints.id
  cidr_ipv4         = "10.16.0.0/12"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "HTTPS from VPCs that share the endpoints"
}

resource "aws_vpc_security_group_ingress_rule" "names_endpoints_from_172_30_0_0_22_tcp_443" {
  security_group_id = aws_security_group.names_endpoints.id
  cidr_ipv4         = "172.30.0.0/22"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "HTTPS from VPCs that share the endpoints"
}

resource "aws_vpc_security_group_egress_rule" "names_endpoints_to_nobody_all" {
  security_group_id = aws_security_group.names_endpoints.id
  cidr_ipv4         = "127.0.0.1/32"
  ip_protocol       = "-1"
  description       = "nothing: no packet goes there"
}

resource "aws_vpc_endpoint" "names_logs" {
  vpc_id              = aws_vpc.names.id
  service_name        = "com.amazonaws.eu-central-1.logs"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [aws_subnet.names_services_a.id, aws_subnet.names_services_b.id]
  security_group_ids  = [aws_security_group.names_endpoints.id]

  tags = {
    Name  = "names-logs"
    Owner = "network"
  }
}

resource "aws_vpc_endpoint" "names_ssm" {
  vpc_id              = aws_vpc.names.id
  service_name        = "com.amazonaws.eu-central-1.ssm"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [aws_subnet.names_services_a.id, aws_subnet.names_services_b.id]
  security_group_ids  = [aws_security_group.names_endpoints.id]

  tags = {
    Name  = "names-ssm"
    Owner = "network"
  }
}

# --- Names for VPCs that reach this one -----------------------------------------------------------

resource "aws_route53profiles_profile" "names" {
  name = "lab-names"

  tags = {
    Name  = "names"
    Owner = "network"
  }
}

resource "aws_route53profiles_resource_association" "names_logs" {
  name         = "logs"
  profile_id   = aws_route53profiles_profile.names.id
  resource_arn = aws_vpc_endpoint.names_logs.arn
}

resource "aws_route53profiles_resource_association" "names_ssm" {
  name         = "ssm"
  profile_id   = aws_route53profiles_profile.names.id
  resource_arn = aws_vpc_endpoint.names_ssm.arn
}

resource "aws_route53profiles_resource_association" "names_corp_example" {
  name         = "corp-example"
  profile_id   = aws_route53profiles_profile.names.id
  resource_arn = aws_route53_resolver_rule.names_corp_example.arn
}

resource "aws_route53profiles_resource_association" "names_lab_example" {
  name         = "lab-example"
  profile_id   = aws_route53profiles_profile.names.id
  resource_arn = aws_route53_resolver_rule.names_lab_example.arn
}

# outputs: VPC core: endpoints, eu-west-1. Made by netgen from stack-outputs.yaml; change that file and render again.

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "core_s3" {
  vpc_id            = aws_vpc.core.id
  service_name      = "com.amazonaws.eu-west-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.core_app.id]

  tags = {
    Name = "core-s3"
  }
}

resource "aws_security_group" "core_endpoints" {
  vpc_id      = aws_vpc.core.id
  name_prefix = "core-endpoints-"
  description = "core interface endpoints"

  tags = {
    Name = "core-endpoints"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "core_endpoints_from_10_0_0_0_20_tcp_443" {
  security_group_id = aws_security_group.core_endpoints.id
  cidr_ipv4         = "10.0.0.0/20"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "HTTPS from the VPC"
}

resource "aws_vpc_security_group_egress_rule" "core_endpoints_to_nobody_all" {
  security_group_id = aws_security_group.core_endpoints.id
  cidr_ipv4         = "127.0.0.1/32"
  ip_protocol       = "-1"
  description       = "nothing: no packet goes there"
}

resource "aws_vpc_endpoint" "core_ssm" {
  vpc_id              = aws_vpc.core.id
  service_name        = "com.amazonaws.eu-west-1.ssm"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [aws_subnet.core_app_euw1_az1.id, aws_subnet.core_app_euw1_az2.id]
  security_group_ids  = [aws_security_group.core_endpoints.id]

  tags = {
    Name = "core-ssm"
  }
}

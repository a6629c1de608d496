# org: VPC shared, eu-central-1. Made by netgen from organization.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "shared" {
  cidr_block           = "10.32.0.0/20"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name        = "shared"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_default_security_group" "shared" {
  vpc_id = aws_vpc.shared.id

  tags = {
    Name        = "shared-default"
    Environment = "production"
    Owner       = "platform"
  }
}

# --- Tier app: 10.32.0.0/22, default route to the transit gateway ---------------------------------

resource "aws_subnet" "shared_app_a" {
  vpc_id                  = aws_vpc.shared.id
  availability_zone       = "eu-central-1a"
  cidr_block              = "10.32.0.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name        = "shared-app-a"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_subnet" "shared_app_b" {
  vpc_id                  = aws_vpc.shared.id
  availability_zone       = "eu-central-1b"
  cidr_block              = "10.32.1.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name        = "shared-app-b"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_route_table" "shared_app" {
  vpc_id = aws_vpc.shared.id

  tags = {
    Name        = "shared-app"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route" "shared_app_default" {
  route_table_id         = aws_route_table.shared_app.id
  destination_cidr_block = "0.0.0.0/0"
  transit_gateway_id     = aws_ec2_transit_gateway.hub.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment.shared]
}

resource "aws_route_table_association" "shared_app_a" {
  subnet_id      = aws_subnet.shared_app_a.id
  route_table_id = aws_route_table.shared_app.id

  depends_on = [aws_route.shared_app_default]
}

resource "aws_route_table_association" "shared_app_b" {
  subnet_id      = aws_subnet.shared_app_b.id
  route_table_id = aws_route_table.shared_app.id

  depends_on = [aws_route_table_association.shared_app_a]
}

# --- Tier attachment: 10.32.5.0/26, no default route ----------------------------------------------

resource "aws_subnet" "shared_attachment_a" {
  vpc_id                  = aws_vpc.shared.id
  availability_zone       = "eu-central-1a"
  cidr_block              = "10.32.5.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name        = "shared-attachment-a"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_subnet" "shared_attachment_b" {
  vpc_id                  = aws_vpc.shared.id
  availability_zone       = "eu-central-1b"
  cidr_block              = "10.32.5.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name        = "shared-attachment-b"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_route_table" "shared_attachment" {
  vpc_id = aws_vpc.shared.id

  tags = {
    Name        = "shared-attachment"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "shared_attachment_a" {
  subnet_id      = aws_subnet.shared_attachment_a.id
  route_table_id = aws_route_table.shared_attachment.id
}

resource "aws_route_table_association" "shared_attachment_b" {
  subnet_id      = aws_subnet.shared_attachment_b.id
  route_table_id = aws_route_table.shared_attachment.id

  depends_on = [aws_route_table_association.shared_attachment_a]
}

# --- Tier database: 10.32.4.0/24, no default route ------------------------------------------------

resource "aws_subnet" "shared_database_a" {
  vpc_id                  = aws_vpc.shared.id
  availability_zone       = "eu-central-1a"
  cidr_block              = "10.32.4.0/26"
  map_public_ip_on_launch = false

  tags = {
    Name        = "shared-database-a"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_subnet" "shared_database_b" {
  vpc_id                  = aws_vpc.shared.id
  availability_zone       = "eu-central-1b"
  cidr_block              = "10.32.4.64/26"
  map_public_ip_on_launch = false

  tags = {
    Name        = "shared-database-b"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_route_table" "shared_database" {
  vpc_id = aws_vpc.shared.id

  tags = {
    Name        = "shared-database"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "shared_database_a" {
  subnet_id      = aws_subnet.shared_database_a.id
  route_table_id = aws_route_table.shared_database.id
}

resource "aws_route_table_association" "shared_database_b" {
  subnet_id      = aws_subnet.shared_database_b.id
  route_table_id = aws_route_table.shared_database.id

  depends_on = [aws_route_table_association.shared_database_a]
}

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "shared" {
  transit_gateway_id                              = aws_ec2_transit_gateway.hub.id
  vpc_id                                          = aws_vpc.shared.id
  subnet_ids                                      = [aws_subnet.shared_attachment_a.id, aws_subnet.shared_attachment_b.id]
  appliance_mode_support                          = "disable"
  dns_support                                     = "enable"
  security_group_referencing_support              = "enable"
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name        = "shared"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "shared" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_shared.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.shared.id

  lifecycle {
    replace_triggered_by = [aws_ec2_transit_gateway_vpc_attachment.shared.id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "shared_development" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_development.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.shared.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "shared_on_prem" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_on_prem.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.shared.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "shared_production" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_production.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.shared.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "shared_shared" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_shared.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.shared.id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "shared_egress" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_egress.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.shared.id
}

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "shared_s3" {
  vpc_id            = aws_vpc.shared.id
  service_name      = "com.amazonaws.eu-central-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.shared_app.id]

  tags = {
    Name        = "shared-s3"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_vpc_endpoint" "shared_dynamodb" {
  vpc_id            = aws_vpc.shared.id
  service_name      = "com.amazonaws.eu-central-1.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.shared_app.id]

  tags = {
    Name        = "shared-dynamodb"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_security_group" "shared_endpoints" {
  vpc_id      = aws_vpc.shared.id
  name_prefix = "shared-endpoints-"
  description = "shared interface endpoints"

  tags = {
    Name        = "shared-endpoints"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "shared_endpoints_from_10_32_0_0_20_tcp_443" {
  security_group_id = aws_security_group.shared_endpoints.id
  cidr_ipv4         = "10.32.0.0/20"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "HTTPS from the VPC"
}

resource "aws_vpc_security_group_ingress_rule" "shared_endpoints_from_10_0_0_0_12_tcp_443" {
  security_group_id = aws_security_group.shared_endpoints.id
  cidr_ipv4         = "10.0.0.0/12"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "HTTPS from VPCs that share the endpoints"
}

resource "aws_vpc_security_group_ingress_rule" "shared_endpoints_from_10_16_0_0_12_tcp_443" {
  security_group_id = aws_security_group.shared_endpoints.id
  cidr_ipv4         = "10.16.0.0/12"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "HTTPS from VPCs that share the endpoints"
}

resource "aws_vpc_security_group_ingress_rule" "shared_endpoints_from_192_168_0_0_16_tcp_443" {
  security_group_id = aws_security_group.shared_endpoints.id
  cidr_ipv4         = "192.168.0.0/16"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "HTTPS from sites that reach the VPC"
}

resource "aws_vpc_security_group_egress_rule" "shared_endpoints_to_nobody_all" {
  security_group_id = aws_security_group.shared_endpoints.id
  cidr_ipv4         = "127.0.0.1/32"
  ip_protocol       = "-1"
  description       = "nothing: no packet goes there"
}

resource "aws_vpc_endpoint" "shared_ecr_api" {
  vpc_id              = aws_vpc.shared.id
  service_name        = "com.amazonaws.eu-central-1.ecr.api"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [aws_subnet.shared_app_a.id, aws_subnet.shared_app_b.id]
  security_group_ids  = [aws_security_group.shared_endpoints.id]

  tags = {
    Name        = "shared-ecr.api"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_vpc_endpoint" "shared_ecr_dkr" {
  vpc_id              = aws_vpc.shared.id
  service_name        = "com.amazonaws.eu-central-1.ecr.dkr"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [aws_subnet.shared_app_a.id, aws_subnet.shared_app_b.id]
  security_group_ids  = [aws_security_group.shared_endpoints.id]

  tags = {
    Name        = "shared-ecr.dkr"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_vpc_endpoint" "shared_ssm" {
  vpc_id              = aws_vpc.shared.id
  service_name        = "com.amazonaws.eu-central-1.ssm"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [aws_subnet.shared_app_a.id, aws_subnet.shared_app_b.id]
  security_group_ids  = [aws_security_group.shared_endpoints.id]

  tags = {
    Name        = "shared-ssm"
    Environment = "production"
    Owner       = "platform"
  }
}

# --- Resolver -------------------------------------------------------------------------------------

resource "aws_security_group" "shared_resolver_inbound" {
  vpc_id      = aws_vpc.shared.id
  name_prefix = "shared-resolver-inbound-"
  description = "shared resolver-inbound"

  tags = {
    Name        = "shared-resolver-inbound"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "shared_resolver_inbound_from_10_32_0_0_20_tcp_53" {
  security_group_id = aws_security_group.shared_resolver_inbound.id
  cidr_ipv4         = "10.32.0.0/20"
  ip_protocol       = "tcp"
  from_port         = 53
  to_port           = 53
  description       = "DNS questions"
}

resource "aws_vpc_security_group_ingress_rule" "shared_resolver_inbound_from_10_32_0_0_20_udp_53" {
  security_group_id = aws_security_group.shared_resolver_inbound.id
  cidr_ipv4         = "10.32.0.0/20"
  ip_protocol       = "udp"
  from_port         = 53
  to_port           = 53
  description       = "DNS questions"
}

resource "aws_vpc_security_group_ingress_rule" "shared_resolver_inbound_from_10_0_0_0_12_tcp_53" {
  security_group_id = aws_security_group.shared_resolver_inbound.id
  cidr_ipv4         = "10.0.0.0/12"
  ip_protocol       = "tcp"
  from_port         = 53
  to_port           = 53
  description       = "DNS questions"
}

resource "aws_vpc_security_group_ingress_rule" "shared_resolver_inbound_from_10_0_0_0_12_udp_53" {
  security_group_id = aws_security_group.shared_resolver_inbound.id
  cidr_ipv4         = "10.0.0.0/12"
  ip_protocol       = "udp"
  from_port         = 53
  to_port           = 53
  description       = "DNS questions"
}

resource "aws_vpc_security_group_ingress_rule" "shared_resolver_inbound_from_10_16_0_0_12_tcp_53" {
  security_group_id = aws_security_group.shared_resolver_inbound.id
  cidr_ipv4         = "10.16.0.0/12"
  ip_protocol       = "tcp"
  from_port         = 53
  to_port           = 53
  description       = "DNS questions"
}

resource "aws_vpc_security_group_ingress_rule" "shared_resolver_inbound_from_10_16_0_0_12_udp_53" {
  security_group_id = aws_security_group.shared_resolver_inbound.id
  cidr_ipv4         = "10.16.0.0/12"
  ip_protocol       = "udp"
  from_port         = 53
  to_port           = 53
  description       = "DNS questions"
}

resource "aws_vpc_security_group_ingress_rule" "shared_resolver_inbound_from_192_168_0_0_16_tcp_53" {
  security_group_id = aws_security_group.shared_resolver_inbound.id
  cidr_ipv4         = "192.168.0.0/16"
  ip_protocol       = "tcp"
  from_port         = 53
  to_port           = 53
  description       = "DNS questions"
}

resource "aws_vpc_security_group_ingress_rule" "shared_resolver_inbound_from_192_168_0_0_16_udp_53" {
  security_group_id = aws_security_group.shared_resolver_inbound.id
  cidr_ipv4         = "192.168.0.0/16"
  ip_protocol       = "udp"
  from_port         = 53
  to_port           = 53
  description       = "DNS questions"
}

resource "aws_vpc_security_group_egress_rule" "shared_resolver_inbound_to_nobody_all" {
  security_group_id = aws_security_group.shared_resolver_inbound.id
  cidr_ipv4         = "127.0.0.1/32"
  ip_protocol       = "-1"
  description       = "nothing: no packet goes there"
}

resource "aws_route53_resolver_endpoint" "shared_inbound" {
  name               = "org-shared-inbound"
  direction          = "INBOUND"
  security_group_ids = [aws_security_group.shared_resolver_inbound.id]

  ip_address {
    subnet_id = aws_subnet.shared_app_a.id
    ip        = "10.32.0.254"
  }

  ip_address {
    subnet_id = aws_subnet.shared_app_b.id
    ip        = "10.32.1.254"
  }

  tags = {
    Name        = "shared-resolver-inbound"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_security_group" "shared_resolver_outbound" {
  vpc_id      = aws_vpc.shared.id
  name_prefix = "shared-resolver-outbound-"
  description = "shared resolver-outbound"

  tags = {
    Name        = "shared-resolver-outbound"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_egress_rule" "shared_resolver_outbound_to_192_168_0_53_32_tcp_53" {
  security_group_id = aws_security_group.shared_resolver_outbound.id
  cidr_ipv4         = "192.168.0.53/32"
  ip_protocol       = "tcp"
  from_port         = 53
  to_port           = 53
  description       = "DNS questions to name servers"
}

resource "aws_vpc_security_group_egress_rule" "shared_resolver_outbound_to_192_168_0_53_32_udp_53" {
  security_group_id = aws_security_group.shared_resolver_outbound.id
  cidr_ipv4         = "192.168.0.53/32"
  ip_protocol       = "udp"
  from_port         = 53
  to_port           = 53
  description       = "DNS questions to name servers"
}

resource "aws_vpc_security_group_egress_rule" "shared_resolver_outbound_to_192_168_1_53_32_tcp_53" {
  security_group_id = aws_security_group.shared_resolver_outbound.id
  cidr_ipv4         = "192.168.1.53/32"
  ip_protocol       = "tcp"
  from_port         = 53
  to_port           = 53
  description       = "DNS questions to name servers"
}

resource "aws_vpc_security_group_egress_rule" "shared_resolver_outbound_to_192_168_1_53_32_udp_53" {
  security_group_id = aws_security_group.shared_resolver_outbound.id
  cidr_ipv4         = "192.168.1.53/32"
  ip_protocol       = "udp"
  from_port         = 53
  to_port           = 53
  description       = "DNS questions to name servers"
}

resource "aws_route53_resolver_endpoint" "shared_outbound" {
  name               = "org-shared-outbound"
  direction          = "OUTBOUND"
  security_group_ids = [aws_security_group.shared_resolver_outbound.id]

  ip_address {
    subnet_id = aws_subnet.shared_app_a.id
    ip        = "10.32.0.253"
  }

  ip_address {
    subnet_id = aws_subnet.shared_app_b.id
    ip        = "10.32.1.253"
  }

  tags = {
    Name        = "shared-resolver-outbound"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_route53_resolver_rule" "shared_corp_example" {
  name                 = "corp-example"
  rule_type            = "FORWARD"
  domain_name          = "corp.example"
  resolver_endpoint_id = aws_route53_resolver_endpoint.shared_outbound.id

  target_ip {
    ip = "192.168.0.53"
  }

  target_ip {
    ip = "192.168.1.53"
  }

  tags = {
    Name        = "shared-corp.example"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_route53_resolver_rule_association" "shared_corp_example" {
  name             = "corp-example"
  resolver_rule_id = aws_route53_resolver_rule.shared_corp_example.id
  vpc_id           = aws_vpc.shared.id
}

# --- Names for VPCs that reach this one -----------------------------------------------------------

resource "aws_route53profiles_profile" "shared" {
  name = "org-shared"

  tags = {
    Name        = "shared"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_route53profiles_resource_association" "shared_ecr_api" {
  name         = "ecr-api"
  profile_id   = aws_route53profiles_profile.shared.id
  resource_arn = aws_vpc_endpoint.shared_ecr_api.arn
}

resource "aws_route53profiles_resource_association" "shared_ecr_dkr" {
  name         = "ecr-dkr"
  profile_id   = aws_route53profiles_profile.shared.id
  resource_arn = aws_vpc_endpoint.shared_ecr_dkr.arn
}

resource "aws_route53profiles_resource_association" "shared_ssm" {
  name         = "ssm"
  profile_id   = aws_route53profiles_profile.shared.id
  resource_arn = aws_vpc_endpoint.shared_ssm.arn
}

resource "aws_route53profiles_resource_association" "shared_corp_example" {
  name         = "corp-example"
  profile_id   = aws_route53profiles_profile.shared.id
  resource_arn = aws_route53_resolver_rule.shared_corp_example.arn
}

# --- Flow logs ------------------------------------------------------------------------------------

resource "aws_cloudwatch_log_group" "shared_flow_logs" {
  name              = "/vpc-flow-logs/org/shared"
  retention_in_days = 30

  tags = {
    Name        = "shared-flow-logs"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_iam_role" "shared_flow_logs" {
  name_prefix = "shared-flow-logs-"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect = "Allow"
        Principal = {
          Service = "vpc-flow-logs.amazonaws.com"
        }
        Action = "sts:AssumeRole"
        Condition = {
          StringEquals = {
            "aws:SourceAccount" = split(":", aws_cloudwatch_log_group.shared_flow_logs.arn)[4]
          }
        }
      },
    ]
  })

  tags = {
    Name        = "shared-flow-logs"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_iam_role_policy" "shared_flow_logs" {
  role = aws_iam_role.shared_flow_logs.name
  name = "write-flow-logs"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect = "Allow"
        Action = [
          "logs:CreateLogStream",
          "logs:PutLogEvents",
          "logs:DescribeLogGroups",
          "logs:DescribeLogStreams",
        ]
        Resource = "${aws_cloudwatch_log_group.shared_flow_logs.arn}:*"
      },
    ]
  })
}

resource "aws_flow_log" "shared" {
  vpc_id                   = aws_vpc.shared.id
  traffic_type             = "ALL"
  max_aggregation_interval = 600
  log_destination_type     = "cloud-watch-logs"
  log_destination          = aws_cloudwatch_log_group.shared_flow_logs.arn
  iam_role_arn             = aws_iam_role.shared_flow_logs.arn

  tags = {
    Name        = "shared"
    Environment = "production"
    Owner       = "platform"
  }

  depends_on = [aws_iam_role_policy.shared_flow_logs]
}

# --- Sharing --------------------------------------------------------------------------------------

resource "aws_ram_resource_share" "shared_profile" {
  name                      = "org-shared-profile"
  allow_external_principals = false

  tags = {
    Name        = "shared-profile"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_ram_resource_association" "shared_profile" {
  resource_share_arn = aws_ram_resource_share.shared_profile.arn
  resource_arn       = aws_route53profiles_profile.shared.arn
}

# --- Outputs --------------------------------------------------------------------------------------

output "shared_vpc_id" {
  description = "The VPC shared"
  value       = aws_vpc.shared.id
}

output "shared_app_subnet_ids" {
  description = "Subnets of tier app in zones a, b"
  value = {
    a = aws_subnet.shared_app_a.id
    b = aws_subnet.shared_app_b.id
  }
}

output "shared_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones a, b"
  value = {
    a = aws_subnet.shared_attachment_a.id
    b = aws_subnet.shared_attachment_b.id
  }
}

output "shared_database_subnet_ids" {
  description = "Subnets of tier database in zones a, b"
  value = {
    a = aws_subnet.shared_database_a.id
    b = aws_subnet.shared_database_b.id
  }
}

# endpoints: VPC both: endpoints, eu-west-1. Made by netgen from endpoints.yaml; change that file and render again.

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "both_s3" {
  vpc_id            = aws_vpc.both.id
  service_name      = "com.amazonaws.eu-west-1.s3"
  ip_address_type   = "dualstack"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.both_app.id]
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "Logs"
        Effect    = "Allow"
        Principal = "*"
        Action    = ["s3:PutObject"]
        Resource  = ["arn:aws:s3:::logs/*"]
        Condition = {
          StringEquals = {
            "aws:SourceVpc" = [aws_vpc.both.id]
          }
        }
      },
    ]
  })

  dns_options {
    dns_record_ip_type = "service-defined"
  }

  tags = {
    Name  = "both-s3"
    Owner = "network"
  }
}

resource "aws_vpc_endpoint" "both_dynamodb" {
  vpc_id            = aws_vpc.both.id
  service_name      = "com.amazonaws.eu-west-1.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.both_app.id]
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "OwnOrganisation"
        Effect    = "Allow"
        Principal = "*"
        Action    = ["*"]
        Resource  = ["*"]
        Condition = {
          StringEquals = {
            "aws:PrincipalOrgID" = ["o-a1b2c3d4e5"]
          }
        }
      },
    ]
  })

  tags = {
    Name  = "both-dynamodb"
    Owner = "network"
  }
}

resource "aws_security_group" "both_endpoints" {
  vpc_id      = aws_vpc.both.id
  name_prefix = "both-endpoints-"
  description = "both interface endpoints"

  tags = {
    Name  = "both-endpoints"
    Owner = "network"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "both_endpoints_from_10_0_0_0_16_tcp_443" {
  security_group_id = aws_security_group.both_endpoints.id
  cidr_ipv4         = "10.0.0.0/16"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "HTTPS from the VPC"
}

resource "aws_vpc_security_group_ingress_rule" "both_endpoints_from_own_ipv6_0_256_tcp_443" {
  security_group_id = aws_security_group.both_endpoints.id
  cidr_ipv6         = cidrsubnet(aws_vpc.both.ipv6_cidr_block, 0, 0)
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "HTTPS from the VPC over IPv6"
}

resource "aws_vpc_security_group_egress_rule" "both_endpoints_to_nobody_all" {
  security_group_id = aws_security_group.both_endpoints.id
  cidr_ipv4         = "127.0.0.1/32"
  ip_protocol       = "-1"
  description       = "nothing: no packet goes there"
}

resource "aws_vpc_endpoint" "both_vpce_svc_0123456789abcdef0" {
  vpc_id              = aws_vpc.both.id
  service_name        = "com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = false
  subnet_ids          = [aws_subnet.both_app_a.id, aws_subnet.both_app_b.id]
  security_group_ids  = [aws_security_group.both_endpoints.id]

  tags = {
    Name  = "both-vpce-svc-0123456789abcdef0"
    Owner = "network"
  }
}

resource "aws_vpc_endpoint" "both_vpce_svc_0fedcba9876543210" {
  vpc_id              = aws_vpc.both.id
  service_name        = "com.amazonaws.vpce.us-east-1.vpce-svc-0fedcba9876543210"
  service_region      = "us-east-1"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [aws_subnet.both_app_a.id, aws_subnet.both_app_b.id]
  security_group_ids  = [aws_security_group.both_endpoints.id]

  tags = {
    Name  = "both-vpce-svc-0fedcba9876543210"
    Owner = "network"
  }
}

resource "aws_vpc_endpoint" "both_dynamodb_interface" {
  vpc_id              = aws_vpc.both.id
  service_name        = "com.amazonaws.eu-west-1.dynamodb"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = false
  subnet_ids          = [aws_subnet.both_app_a.id, aws_subnet.both_app_b.id]
  security_group_ids  = [aws_security_group.both_endpoints.id]
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "OwnOrganisation"
        Effect    = "Allow"
        Principal = "*"
        Action    = ["*"]
        Resource  = ["*"]
        Condition = {
          StringEquals = {
            "aws:PrincipalOrgID" = ["o-a1b2c3d4e5"]
          }
        }
      },
    ]
  })

  tags = {
    Name  = "both-dynamodb"
    Owner = "network"
  }
}

resource "aws_vpc_endpoint" "both_dynamodb_streams" {
  vpc_id              = aws_vpc.both.id
  service_name        = "com.amazonaws.eu-west-1.dynamodb-streams"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = false
  subnet_ids          = [aws_subnet.both_app_a.id, aws_subnet.both_app_b.id]
  security_group_ids  = [aws_security_group.both_endpoints.id]
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "OwnOrganisation"
        Effect    = "Allow"
        Principal = "*"
        Action    = ["*"]
        Resource  = ["*"]
        Condition = {
          StringEquals = {
            "aws:PrincipalOrgID" = ["o-a1b2c3d4e5"]
          }
        }
      },
    ]
  })

  tags = {
    Name  = "both-dynamodb-streams"
    Owner = "network"
  }
}

resource "aws_vpc_endpoint" "both_iam" {
  vpc_id              = aws_vpc.both.id
  service_name        = "com.amazonaws.iam"
  service_region      = "us-east-1"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [aws_subnet.both_app_a.id, aws_subnet.both_app_b.id]
  security_group_ids  = [aws_security_group.both_endpoints.id]
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "OwnOrganisation"
        Effect    = "Allow"
        Principal = "*"
        Action    = ["*"]
        Resource  = ["*"]
        Condition = {
          StringEquals = {
            "aws:PrincipalOrgID" = ["o-a1b2c3d4e5"]
          }
        }
      },
    ]
  })

  tags = {
    Name  = "both-iam"
    Owner = "network"
  }
}

resource "aws_vpc_endpoint" "both_kms" {
  vpc_id              = aws_vpc.both.id
  service_name        = "com.amazonaws.eu-west-1.kms"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = false
  subnet_ids          = [aws_subnet.both_app_a.id, aws_subnet.both_app_b.id]
  security_group_ids  = [aws_security_group.both_endpoints.id]
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "FromHere"
        Effect    = "Allow"
        Principal = "*"
        Action    = ["kms:*"]
        Resource  = ["*"]
        Condition = {
          StringEquals = {
            "aws:SourceVpc" = [aws_vpc.both.id]
          }
        }
      },
    ]
  })

  tags = {
    Name  = "both-kms"
    Owner = "network"
  }
}

resource "aws_vpc_endpoint" "both_notebook" {
  vpc_id              = aws_vpc.both.id
  service_name        = "aws.sagemaker.eu-west-1.notebook"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [aws_subnet.both_app_a.id, aws_subnet.both_app_b.id]
  security_group_ids  = [aws_security_group.both_endpoints.id]
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "OwnOrganisation"
        Effect    = "Allow"
        Principal = "*"
        Action    = ["*"]
        Resource  = ["*"]
        Condition = {
          StringEquals = {
            "aws:PrincipalOrgID" = ["o-a1b2c3d4e5"]
          }
        }
      },
    ]
  })

  tags = {
    Name  = "both-notebook"
    Owner = "network"
  }
}

resource "aws_vpc_endpoint" "both_s3_interface" {
  vpc_id              = aws_vpc.both.id
  service_name        = "com.amazonaws.eu-west-1.s3"
  ip_address_type     = "dualstack"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [aws_subnet.both_app_a.id, aws_subnet.both_app_b.id]
  security_group_ids  = [aws_security_group.both_endpoints.id]
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "Logs"
        Effect    = "Allow"
        Principal = "*"
        Action    = ["s3:PutObject"]
        Resource  = ["arn:aws:s3:::logs/*"]
        Condition = {
          StringEquals = {
            "aws:SourceVpc" = [aws_vpc.both.id]
          }
        }
      },
    ]
  })

  dns_options {
    dns_record_ip_type                             = "dualstack"
    private_dns_only_for_inbound_resolver_endpoint = true
  }

  tags = {
    Name  = "both-s3"
    Owner = "network"
  }

  depends_on = [aws_vpc_endpoint.both_s3]
}

resource "aws_vpc_endpoint" "both_sqs" {
  vpc_id              = aws_vpc.both.id
  service_name        = "com.amazonaws.eu-west-1.sqs"
  ip_address_type     = "dualstack"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [aws_subnet.both_app_a.id, aws_subnet.both_app_b.id]
  security_group_ids  = [aws_security_group.both_endpoints.id]

  dns_options {
    dns_record_ip_type = "dualstack"
  }

  tags = {
    Name  = "both-sqs"
    Owner = "network"
  }
}

resource "aws_vpc_endpoint" "both_ssm" {
  vpc_id              = aws_vpc.both.id
  service_name        = "com.amazonaws.eu-west-1.ssm"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [aws_subnet.both_app_a.id]
  security_group_ids  = [aws_security_group.both_narrow.id]
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "OwnOrganisation"
        Effect    = "Allow"
        Principal = "*"
        Action    = ["*"]
        Resource  = ["*"]
        Condition = {
          StringEquals = {
            "aws:PrincipalOrgID" = ["o-a1b2c3d4e5"]
          }
        }
      },
    ]
  })

  tags = {
    Name  = "both-ssm"
    Owner = "network"
  }
}

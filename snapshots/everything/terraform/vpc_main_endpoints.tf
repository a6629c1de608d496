# everything: VPC main: endpoints, eu-west-1. Made by netgen from everything.yaml; change that file and render again.

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "main_s3" {
  vpc_id            = aws_vpc.main.id
  service_name      = "com.amazonaws.eu-west-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids = [
    aws_route_table.main_app_euw1_az1.id,
    aws_route_table.main_app_euw1_az3.id,
    aws_route_table.main_data.id,
    aws_route_table.main_pods_euw1_az1.id,
    aws_route_table.main_pods_euw1_az3.id,
  ]
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "NothingElse"
        Effect    = "Deny"
        Principal = "*"
        Action    = ["s3:DeleteBucket"]
        Resource  = ["*"]
      },
      {
        Sid       = "OwnOrganisation"
        Effect    = "Allow"
        Principal = "*"
        Action    = ["s3:GetObject", "s3:PutObject"]
        Resource  = ["arn:aws:s3:::logs-$${aws:PrincipalAccount}/*"]
        Condition = {
          StringEquals = {
            "aws:PrincipalOrgID" = ["o-a1b2c3d4e5"]
          }
        }
      },
    ]
  })

  tags = {
    Name           = "main-s3"
    Owner          = "Platform + Network"
    Stage          = "test"
    "aws-like:key" = "a=b @ c/d"
  }
}

resource "aws_security_group" "main_endpoints" {
  vpc_id      = aws_vpc.main.id
  name_prefix = "main-endpoints-"
  description = "main interface endpoints"

  tags = {
    Name           = "main-endpoints"
    Owner          = "Platform + Network"
    Stage          = "test"
    "aws-like:key" = "a=b @ c/d"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "main_endpoints_from_10_20_0_0_16_tcp_443" {
  security_group_id = aws_security_group.main_endpoints.id
  cidr_ipv4         = "10.20.0.0/16"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "HTTPS from the VPC"
}

resource "aws_vpc_security_group_ingress_rule" "main_endpoints_from_10_21_0_0_20_tcp_443" {
  security_group_id = aws_security_group.main_endpoints.id
  cidr_ipv4         = "10.21.0.0/20"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "HTTPS from the VPC"
}

resource "aws_vpc_security_group_ingress_rule" "main_endpoints_from_100_64_0_0_16_tcp_443" {
  security_group_id = aws_security_group.main_endpoints.id
  cidr_ipv4         = "100.64.0.0/16"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  description       = "HTTPS from the VPC"
}

resource "aws_vpc_security_group_egress_rule" "main_endpoints_to_nobody_all" {
  security_group_id = aws_security_group.main_endpoints.id
  cidr_ipv4         = "127.0.0.1/32"
  ip_protocol       = "-1"
  description       = "nothing: no packet goes there"
}

resource "aws_vpc_endpoint" "main_ecr_api" {
  vpc_id              = aws_vpc.main.id
  service_name        = "com.amazonaws.eu-west-1.ecr.api"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [aws_subnet.main_app_euw1_az1.id, aws_subnet.main_app_euw1_az3.id]
  security_group_ids  = [aws_security_group.main_endpoints.id]

  tags = {
    Name           = "main-ecr.api"
    Owner          = "Platform + Network"
    Stage          = "test"
    "aws-like:key" = "a=b @ c/d"
  }
}

resource "aws_vpc_endpoint" "main_s3_interface" {
  vpc_id              = aws_vpc.main.id
  service_name        = "com.amazonaws.eu-west-1.s3"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [aws_subnet.main_app_euw1_az1.id, aws_subnet.main_app_euw1_az3.id]
  security_group_ids  = [aws_security_group.main_endpoints.id]
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "NothingElse"
        Effect    = "Deny"
        Principal = "*"
        Action    = ["s3:DeleteBucket"]
        Resource  = ["*"]
      },
      {
        Sid       = "OwnOrganisation"
        Effect    = "Allow"
        Principal = "*"
        Action    = ["s3:GetObject", "s3:PutObject"]
        Resource  = ["arn:aws:s3:::logs-$${aws:PrincipalAccount}/*"]
        Condition = {
          StringEquals = {
            "aws:PrincipalOrgID" = ["o-a1b2c3d4e5"]
          }
        }
      },
    ]
  })

  dns_options {
    private_dns_only_for_inbound_resolver_endpoint = true
  }

  tags = {
    Name           = "main-s3"
    Owner          = "Platform + Network"
    Stage          = "test"
    "aws-like:key" = "a=b @ c/d"
  }

  depends_on = [aws_vpc_endpoint.main_s3]
}

resource "aws_vpc_endpoint" "main_ssm" {
  vpc_id              = aws_vpc.main.id
  service_name        = "com.amazonaws.eu-west-1.ssm"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [aws_subnet.main_app_euw1_az1.id, aws_subnet.main_app_euw1_az3.id]
  security_group_ids  = [aws_security_group.main_endpoints.id]

  tags = {
    Name           = "main-ssm"
    Owner          = "Platform + Network"
    Stage          = "test"
    "aws-like:key" = "a=b @ c/d"
  }
}

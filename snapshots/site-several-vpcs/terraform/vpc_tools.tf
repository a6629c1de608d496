# shared: VPC tools, ap-northeast-1. Made by netgen from site-several-vpcs.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "tools" {
  cidr_block           = "10.2.0.0/20"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name        = "tools"
    Environment = "production"
  }
}

resource "aws_default_security_group" "tools" {
  vpc_id = aws_vpc.tools.id

  tags = {
    Name        = "tools-default"
    Environment = "production"
  }
}

resource "aws_vpc_ipv4_cidr_block_association" "tools_100_64_0_0_20" {
  vpc_id     = aws_vpc.tools.id
  cidr_block = "100.64.0.0/20"
}

# --- Tier build: 10.2.0.0/24, no default route ----------------------------------------------------

resource "aws_subnet" "tools_build_a" {
  vpc_id                  = aws_vpc.tools.id
  availability_zone       = "ap-northeast-1a"
  cidr_block              = "10.2.0.0/26"
  map_public_ip_on_launch = false

  tags = {
    Name        = "tools-build-a"
    Environment = "production"
  }
}

resource "aws_subnet" "tools_build_c" {
  vpc_id                  = aws_vpc.tools.id
  availability_zone       = "ap-northeast-1c"
  cidr_block              = "10.2.0.64/26"
  map_public_ip_on_launch = false

  tags = {
    Name        = "tools-build-c"
    Environment = "production"
  }
}

resource "aws_route_table" "tools_build" {
  vpc_id = aws_vpc.tools.id

  tags = {
    Name        = "tools-build"
    Environment = "production"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "tools_build_a" {
  subnet_id      = aws_subnet.tools_build_a.id
  route_table_id = aws_route_table.tools_build.id
}

resource "aws_route_table_association" "tools_build_c" {
  subnet_id      = aws_subnet.tools_build_c.id
  route_table_id = aws_route_table.tools_build.id

  depends_on = [aws_route_table_association.tools_build_a]
}

# --- Tier pods: 100.64.0.0/22, no default route ---------------------------------------------------

resource "aws_subnet" "tools_pods_a" {
  vpc_id                  = aws_vpc.tools.id
  availability_zone       = "ap-northeast-1a"
  cidr_block              = "100.64.0.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name        = "tools-pods-a"
    Environment = "production"
  }

  depends_on = [aws_vpc_ipv4_cidr_block_association.tools_100_64_0_0_20]
}

resource "aws_subnet" "tools_pods_c" {
  vpc_id                  = aws_vpc.tools.id
  availability_zone       = "ap-northeast-1c"
  cidr_block              = "100.64.1.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name        = "tools-pods-c"
    Environment = "production"
  }

  depends_on = [aws_vpc_ipv4_cidr_block_association.tools_100_64_0_0_20]
}

resource "aws_route_table" "tools_pods" {
  vpc_id = aws_vpc.tools.id

  tags = {
    Name        = "tools-pods"
    Environment = "production"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "tools_pods_a" {
  subnet_id      = aws_subnet.tools_pods_a.id
  route_table_id = aws_route_table.tools_pods.id
}

resource "aws_route_table_association" "tools_pods_c" {
  subnet_id      = aws_subnet.tools_pods_c.id
  route_table_id = aws_route_table.tools_pods.id

  depends_on = [aws_route_table_association.tools_pods_a]
}

# --- VPN gateway ----------------------------------------------------------------------------------

resource "aws_vpn_gateway" "tools" {
  amazon_side_asn = 64512

  tags = {
    Name        = "tools"
    Environment = "production"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_vpn_gateway_attachment" "tools" {
  vpc_id         = aws_vpc.tools.id
  vpn_gateway_id = aws_vpn_gateway.tools.id
}

resource "aws_vpn_gateway_route_propagation" "tools_build" {
  route_table_id = aws_route_table.tools_build.id
  vpn_gateway_id = aws_vpn_gateway.tools.id

  depends_on = [aws_vpn_gateway_attachment.tools]
}

# --- Outputs --------------------------------------------------------------------------------------

output "tools_vpn_gateway_id" {
  description = "The VPN gateway of VPC tools"
  value       = aws_vpn_gateway.tools.id
}

output "tools_vpc_id" {
  description = "The VPC tools"
  value       = aws_vpc.tools.id
}

output "tools_build_subnet_ids" {
  description = "Subnets of tier build in zones a, c"
  value = {
    a = aws_subnet.tools_build_a.id
    c = aws_subnet.tools_build_c.id
  }
}

output "tools_pods_subnet_ids" {
  description = "Subnets of tier pods in zones a, c"
  value = {
    a = aws_subnet.tools_pods_a.id
    c = aws_subnet.tools_pods_c.id
  }
}

# union: VPC bench, ap-northeast-1. Made by netgen from document.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "bench" {
  cidr_block           = "10.16.0.0/20"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name        = "bench"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_default_security_group" "bench" {
  vpc_id = aws_vpc.bench.id

  tags = {
    Name        = "bench-default"
    Environment = "production"
    Owner       = "platform"
  }
}

# --- Tier app: 10.16.0.0/22, default route to the transit gateway ---------------------------------

resource "aws_subnet" "bench_app_a" {
  vpc_id                  = aws_vpc.bench.id
  availability_zone       = "ap-northeast-1a"
  cidr_block              = "10.16.0.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name        = "bench-app-a"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_subnet" "bench_app_c" {
  vpc_id                  = aws_vpc.bench.id
  availability_zone       = "ap-northeast-1c"
  cidr_block              = "10.16.1.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name        = "bench-app-c"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_route_table" "bench_app" {
  vpc_id = aws_vpc.bench.id

  tags = {
    Name        = "bench-app"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "bench_app_a" {
  subnet_id      = aws_subnet.bench_app_a.id
  route_table_id = aws_route_table.bench_app.id
}

resource "aws_route_table_association" "bench_app_c" {
  subnet_id      = aws_subnet.bench_app_c.id
  route_table_id = aws_route_table.bench_app.id

  depends_on = [aws_route_table_association.bench_app_a]
}

# --- Tier attachment: 10.16.4.0/26, no default route ----------------------------------------------

resource "aws_subnet" "bench_attachment_a" {
  vpc_id                  = aws_vpc.bench.id
  availability_zone       = "ap-northeast-1a"
  cidr_block              = "10.16.4.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name        = "bench-attachment-a"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_subnet" "bench_attachment_c" {
  vpc_id                  = aws_vpc.bench.id
  availability_zone       = "ap-northeast-1c"
  cidr_block              = "10.16.4.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name        = "bench-attachment-c"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_route_table" "bench_attachment" {
  vpc_id = aws_vpc.bench.id

  tags = {
    Name        = "bench-attachment"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "bench_attachment_a" {
  subnet_id      = aws_subnet.bench_attachment_a.id
  route_table_id = aws_route_table.bench_attachment.id
}

resource "aws_route_table_association" "bench_attachment_c" {
  subnet_id      = aws_subnet.bench_attachment_c.id
  route_table_id = aws_route_table.bench_attachment.id

  depends_on = [aws_route_table_association.bench_attachment_a]
}

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "bench_s3" {
  vpc_id            = aws_vpc.bench.id
  service_name      = "com.amazonaws.ap-northeast-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.bench_app.id]

  tags = {
    Name        = "bench-s3"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_vpc_endpoint" "bench_dynamodb" {
  vpc_id            = aws_vpc.bench.id
  service_name      = "com.amazonaws.ap-northeast-1.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.bench_app.id]

  tags = {
    Name        = "bench-dynamodb"
    Environment = "production"
    Owner       = "platform"
  }
}

# --- Outputs --------------------------------------------------------------------------------------

output "bench_vpc_id" {
  description = "The VPC bench"
  value       = aws_vpc.bench.id
}

output "bench_app_subnet_ids" {
  description = "Subnets of tier app in zones a, c"
  value = {
    a = aws_subnet.bench_app_a.id
    c = aws_subnet.bench_app_c.id
  }
}

output "bench_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones a, c"
  value = {
    a = aws_subnet.bench_attachment_a.id
    c = aws_subnet.bench_attachment_c.id
  }
}

# one-root: VPC bench, eu-central-1. Made by netgen from one-root.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "bench" {
  provider = aws.labs_eu_central_1

  cidr_block           = "10.0.0.0/20"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name = "bench"
  }
}

resource "aws_default_security_group" "bench" {
  provider = aws.labs_eu_central_1

  vpc_id = aws_vpc.bench.id

  tags = {
    Name = "bench-default"
  }
}

# --- Tier app: 10.0.0.0/22, default route to the transit gateway ----------------------------------

resource "aws_subnet" "bench_app_euc1_az2" {
  provider = aws.labs_eu_central_1

  vpc_id                  = aws_vpc.bench.id
  availability_zone_id    = "euc1-az2"
  cidr_block              = "10.0.0.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "bench-app-euc1-az2"
  }
}

resource "aws_subnet" "bench_app_euc1_az3" {
  provider = aws.labs_eu_central_1

  vpc_id                  = aws_vpc.bench.id
  availability_zone_id    = "euc1-az3"
  cidr_block              = "10.0.1.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "bench-app-euc1-az3"
  }
}

resource "aws_route_table" "bench_app" {
  provider = aws.labs_eu_central_1

  vpc_id = aws_vpc.bench.id

  tags = {
    Name = "bench-app"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "bench_app_euc1_az2" {
  provider = aws.labs_eu_central_1

  subnet_id      = aws_subnet.bench_app_euc1_az2.id
  route_table_id = aws_route_table.bench_app.id
}

resource "aws_route_table_association" "bench_app_euc1_az3" {
  provider = aws.labs_eu_central_1

  subnet_id      = aws_subnet.bench_app_euc1_az3.id
  route_table_id = aws_route_table.bench_app.id

  depends_on = [aws_route_table_association.bench_app_euc1_az2]
}

# --- Tier attachment: 10.0.4.0/26, no default route -----------------------------------------------

resource "aws_subnet" "bench_attachment_euc1_az2" {
  provider = aws.labs_eu_central_1

  vpc_id                  = aws_vpc.bench.id
  availability_zone_id    = "euc1-az2"
  cidr_block              = "10.0.4.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "bench-attachment-euc1-az2"
  }
}

resource "aws_subnet" "bench_attachment_euc1_az3" {
  provider = aws.labs_eu_central_1

  vpc_id                  = aws_vpc.bench.id
  availability_zone_id    = "euc1-az3"
  cidr_block              = "10.0.4.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "bench-attachment-euc1-az3"
  }
}

resource "aws_route_table" "bench_attachment" {
  provider = aws.labs_eu_central_1

  vpc_id = aws_vpc.bench.id

  tags = {
    Name = "bench-attachment"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "bench_attachment_euc1_az2" {
  provider = aws.labs_eu_central_1

  subnet_id      = aws_subnet.bench_attachment_euc1_az2.id
  route_table_id = aws_route_table.bench_attachment.id
}

resource "aws_route_table_association" "bench_attachment_euc1_az3" {
  provider = aws.labs_eu_central_1

  subnet_id      = aws_subnet.bench_attachment_euc1_az3.id
  route_table_id = aws_route_table.bench_attachment.id

  depends_on = [aws_route_table_association.bench_attachment_euc1_az2]
}

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "bench" {
  provider = aws.labs_eu_central_1

  transit_gateway_id                 = aws_ec2_transit_gateway.open.id
  vpc_id                             = aws_vpc.bench.id
  subnet_ids                         = [aws_subnet.bench_attachment_euc1_az2.id, aws_subnet.bench_attachment_euc1_az3.id]
  appliance_mode_support             = "disable"
  dns_support                        = "enable"
  security_group_referencing_support = "enable"

  tags = {
    Name = "bench"
  }

  depends_on = [aws_ram_principal_association.open_labs]
}

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "bench_s3" {
  provider = aws.labs_eu_central_1

  vpc_id            = aws_vpc.bench.id
  service_name      = "com.amazonaws.eu-central-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.bench_app.id]

  tags = {
    Name = "bench-s3"
  }
}

resource "aws_vpc_endpoint" "bench_dynamodb" {
  provider = aws.labs_eu_central_1

  vpc_id            = aws_vpc.bench.id
  service_name      = "com.amazonaws.eu-central-1.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.bench_app.id]

  tags = {
    Name = "bench-dynamodb"
  }
}

# --- Outputs --------------------------------------------------------------------------------------

output "bench_vpc_id" {
  description = "The VPC bench"
  value       = aws_vpc.bench.id
}

output "bench_app_subnet_ids" {
  description = "Subnets of tier app in zones euc1-az2, euc1-az3"
  value = {
    euc1-az2 = aws_subnet.bench_app_euc1_az2.id
    euc1-az3 = aws_subnet.bench_app_euc1_az3.id
  }
}

output "bench_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones euc1-az2, euc1-az3"
  value = {
    euc1-az2 = aws_subnet.bench_attachment_euc1_az2.id
    euc1-az3 = aws_subnet.bench_attachment_euc1_az3.id
  }
}

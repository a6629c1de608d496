# A small network that every judge of Terraform accepts; the faults that a judge must object to are seeded into copies of it.

resource "aws_vpc" "sample" {
  cidr_block           = "10.0.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name       = "sample"
    CostCenter = "4711"
    Owner      = var.owner
  }
}

resource "aws_internet_gateway" "sample" {
  vpc_id = aws_vpc.sample.id
}

resource "aws_subnet" "sample_public_a" {
  vpc_id            = aws_vpc.sample.id
  availability_zone = "ap-northeast-1a"
  cidr_block        = "10.0.0.0/24"
}

resource "aws_route_table" "sample_public" {
  vpc_id = aws_vpc.sample.id
}

resource "aws_route" "sample_public_default" {
  route_table_id         = aws_route_table.sample_public.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.sample.id
}

resource "aws_route_table_association" "sample_public_a" {
  subnet_id      = aws_subnet.sample_public_a.id
  route_table_id = aws_route_table.sample_public.id
}

resource "aws_flow_log" "sample" {
  vpc_id               = aws_vpc.sample.id
  traffic_type         = "REJECT"
  log_destination_type = "s3"
  log_destination      = "arn:aws:s3:::sample-flow-logs"

  destination_options {
    file_format = "parquet"
  }
}

resource "aws_security_group" "sample" {
  vpc_id      = aws_vpc.sample.id
  description = "Who may ask for names"
}

resource "aws_route53_resolver_endpoint" "sample" {
  direction          = "OUTBOUND"
  security_group_ids = [aws_security_group.sample.id]

  ip_address {
    subnet_id = aws_subnet.sample_public_a.id
    ip        = "10.0.0.10"
  }

  ip_address {
    subnet_id = aws_subnet.sample_public_a.id
    ip        = "10.0.0.11"
  }
}

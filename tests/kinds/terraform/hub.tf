# kinds: unit hub, us-east-1. Made by netgen from kinds.yaml; change that file and render again.

# --- Everything -----------------------------------------------------------------------------------

resource "aws_ec2_transit_gateway" "hub" {
  description                        = "hub of kinds"
  amazon_side_asn                    = 64512
  default_route_table_association    = "disable"
  default_route_table_propagation    = "disable"
  auto_accept_shared_attachments     = "disable"
  dns_support                        = "enable"
  vpn_ecmp_support                   = "enable"
  security_group_referencing_support = "disable"
  transit_gateway_cidr_blocks        = ["192.0.2.0/24"]

  tags = {
    Name = "hub"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_ec2_transit_gateway_route_table" "hub_prod" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id

  tags = {
    Name = "prod"
  }
}

resource "aws_ec2_transit_gateway_route_table" "hub_inspection" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id

  tags = {
    Name = "inspection"
  }
}

resource "aws_ec2_transit_gateway_route" "hub_prod_corp" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_prod.id
  destination_cidr_block         = "10.0.0.0/8"
  blackhole                      = true
}

resource "aws_flow_log" "hub" {
  transit_gateway_id       = aws_ec2_transit_gateway.hub.id
  max_aggregation_interval = 60
  log_destination_type     = "s3"
  log_destination          = "arn:aws:s3:::kinds-flow-logs"

  destination_options {
    file_format                = "parquet"
    hive_compatible_partitions = false
    per_hour_partition         = true
  }

  tags = {
    Name = "hub"
  }
}

resource "aws_route53profiles_profile" "hub" {
  name = "kinds-hub"

  tags = {
    Name = "hub"
  }
}

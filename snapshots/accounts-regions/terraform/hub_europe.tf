# two: transit gateway europe, eu-central-1. Made by netgen from accounts-regions.yaml; change that file and render again.

# --- Transit gateway ------------------------------------------------------------------------------

resource "aws_ec2_transit_gateway" "europe" {
  description                        = "two europe"
  amazon_side_asn                    = 64512
  default_route_table_association    = "disable"
  default_route_table_propagation    = "disable"
  auto_accept_shared_attachments     = "disable"
  dns_support                        = "enable"
  vpn_ecmp_support                   = "enable"
  security_group_referencing_support = "enable"

  tags = {
    Name = "europe"
  }

  lifecycle {
    prevent_destroy = true
  }
}

# --- Route table labs -----------------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "europe_labs" {
  transit_gateway_id = aws_ec2_transit_gateway.europe.id

  tags = {
    Name = "europe-labs"
  }
}

# --- Route table production -----------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "europe_production" {
  transit_gateway_id = aws_ec2_transit_gateway.europe.id

  tags = {
    Name = "europe-production"
  }
}

# --- Route table egress ---------------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "europe_egress" {
  transit_gateway_id = aws_ec2_transit_gateway.europe.id

  tags = {
    Name = "europe-egress"
  }
}

# --- Sharing --------------------------------------------------------------------------------------

resource "aws_ram_resource_share" "europe" {
  name                      = "two-europe"
  allow_external_principals = false

  tags = {
    Name = "europe"
  }
}

resource "aws_ram_resource_association" "europe" {
  resource_share_arn = aws_ram_resource_share.europe.arn
  resource_arn       = aws_ec2_transit_gateway.europe.arn
}

# --- Outputs --------------------------------------------------------------------------------------

output "europe_transit_gateway_id" {
  description = "The transit gateway europe, for VPN connections and VPCs that are not in this network"
  value       = aws_ec2_transit_gateway.europe.id
}

# one-root: transit gateway hub, eu-central-1. Made by netgen from one-root.yaml; change that file and render again.

# --- Transit gateway ------------------------------------------------------------------------------

resource "aws_ec2_transit_gateway" "hub" {
  description                        = "one-root hub"
  amazon_side_asn                    = 64512
  default_route_table_association    = "disable"
  default_route_table_propagation    = "disable"
  auto_accept_shared_attachments     = "disable"
  dns_support                        = "enable"
  vpn_ecmp_support                   = "enable"
  security_group_referencing_support = "enable"

  tags = {
    Name = "hub"
  }

  lifecycle {
    prevent_destroy = true
  }
}

# --- Route table labs -----------------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "hub_labs" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id

  tags = {
    Name = "hub-labs"
  }
}

# --- Route table production -----------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "hub_production" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id

  tags = {
    Name = "hub-production"
  }
}

# --- Route table shared ---------------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "hub_shared" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id

  tags = {
    Name = "hub-shared"
  }
}

# --- Sharing --------------------------------------------------------------------------------------

resource "aws_ram_resource_share" "hub" {
  name                      = "one-root-hub"
  allow_external_principals = true

  tags = {
    Name = "hub"
  }
}

resource "aws_ram_resource_association" "hub" {
  resource_share_arn = aws_ram_resource_share.hub.arn
  resource_arn       = aws_ec2_transit_gateway.hub.arn
}

# --- Outputs --------------------------------------------------------------------------------------

output "hub_transit_gateway_id" {
  description = "The transit gateway hub, for VPN connections and VPCs that are not in this network"
  value       = aws_ec2_transit_gateway.hub.id
}

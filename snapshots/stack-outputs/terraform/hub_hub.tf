# outputs: transit gateway hub, eu-west-1. Made by netgen from stack-outputs.yaml; change that file and render again.

# --- Transit gateway ------------------------------------------------------------------------------

resource "aws_ec2_transit_gateway" "hub" {
  description                        = "outputs hub"
  amazon_side_asn                    = 64512
  default_route_table_association    = "disable"
  default_route_table_propagation    = "disable"
  auto_accept_shared_attachments     = "enable"
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

# --- Route table data -----------------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "hub_data" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id

  tags = {
    Name = "hub-data"
  }
}

# --- Route table production -----------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "hub_production" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id

  tags = {
    Name = "hub-production"
  }
}

# --- Sharing --------------------------------------------------------------------------------------

resource "aws_ram_resource_share" "hub" {
  name                      = "outputs-hub"
  allow_external_principals = false

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

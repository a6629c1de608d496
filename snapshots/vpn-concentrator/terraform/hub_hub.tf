# retail: transit gateway hub, us-east-1. Made by netgen from vpn-concentrator.yaml; change that file and render again.

# --- Transit gateway ------------------------------------------------------------------------------

resource "aws_ec2_transit_gateway" "hub" {
  description                        = "retail hub"
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

# --- VPN Concentrators ----------------------------------------------------------------------------

resource "aws_vpn_concentrator" "hub_stores" {
  type               = "ipsec.1"
  transit_gateway_id = aws_ec2_transit_gateway.hub.id

  tags = {
    Name = "hub-stores"
  }

  lifecycle {
    prevent_destroy = true
  }
}

# --- Route table cloud ----------------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "hub_cloud" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id

  tags = {
    Name = "hub-cloud"
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "hub_cloud_concentrator_stores" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_cloud.id
  transit_gateway_attachment_id  = aws_vpn_concentrator.hub_stores.transit_gateway_attachment_id
}

# --- Route table offices --------------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "hub_offices" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id

  tags = {
    Name = "hub-offices"
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "hub_offices_concentrator_stores" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_offices.id
  transit_gateway_attachment_id  = aws_vpn_concentrator.hub_stores.transit_gateway_attachment_id
}

# --- Route table stores ---------------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "hub_stores" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id

  tags = {
    Name = "hub-stores"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "hub_stores_concentrator_stores" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_stores.id
  transit_gateway_attachment_id  = aws_vpn_concentrator.hub_stores.transit_gateway_attachment_id

  lifecycle {
    replace_triggered_by = [aws_vpn_concentrator.hub_stores.transit_gateway_attachment_id]
  }
}

# --- Outputs --------------------------------------------------------------------------------------

output "hub_transit_gateway_id" {
  description = "The transit gateway hub, for VPN connections and VPCs that are not in this network"
  value       = aws_ec2_transit_gateway.hub.id
}

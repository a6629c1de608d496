# nest: transit gateway hub, eu-west-1. Made by netgen from nested.yaml; change that file and render again.

# --- Transit gateway ------------------------------------------------------------------------------

resource "aws_ec2_transit_gateway" "hub" {
  description                        = "nest hub"
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

# --- Route table left -----------------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "hub_left" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id

  tags = {
    Name = "hub-left"
  }
}

# --- Route table right ----------------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "hub_right" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id

  tags = {
    Name = "hub-right"
  }
}

# --- Route table egress ---------------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "hub_egress" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id

  tags = {
    Name = "hub-egress"
  }
}

# --- Outputs --------------------------------------------------------------------------------------

output "hub_transit_gateway_id" {
  description = "The transit gateway hub, for VPN connections and VPCs that are not in this network"
  value       = aws_ec2_transit_gateway.hub.id
}

# other: transit gateway hub, eu-central-1. Made by netgen from site-other.yaml; change that file and render again.

# --- Transit gateway ------------------------------------------------------------------------------

resource "aws_ec2_transit_gateway" "hub" {
  description                        = "other hub"
  amazon_side_asn                    = 64512
  default_route_table_association    = "disable"
  default_route_table_propagation    = "disable"
  auto_accept_shared_attachments     = "disable"
  dns_support                        = "enable"
  vpn_ecmp_support                   = "enable"
  security_group_referencing_support = "enable"
  transit_gateway_cidr_blocks        = ["100.127.0.0/24"]

  tags = {
    Name = "hub"
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

# --- Route table on-prem --------------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "hub_on_prem" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id

  tags = {
    Name = "hub-on-prem"
  }
}

# --- Outputs --------------------------------------------------------------------------------------

output "hub_transit_gateway_id" {
  description = "The transit gateway hub, for VPN connections and VPCs that are not in this network"
  value       = aws_ec2_transit_gateway.hub.id
}

# sd-wan: transit gateway hub, eu-west-1. Made by netgen from site-connect.yaml; change that file and render again.

# --- Transit gateway ------------------------------------------------------------------------------

resource "aws_ec2_transit_gateway" "hub" {
  description                        = "sd-wan hub"
  amazon_side_asn                    = 64512
  default_route_table_association    = "disable"
  default_route_table_propagation    = "disable"
  auto_accept_shared_attachments     = "disable"
  dns_support                        = "enable"
  vpn_ecmp_support                   = "enable"
  security_group_referencing_support = "enable"
  transit_gateway_cidr_blocks        = ["10.255.0.0/24"]

  tags = {
    Name = "hub"
  }

  lifecycle {
    prevent_destroy = true
  }
}

# --- Route table appliances -----------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "hub_appliances" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id

  tags = {
    Name = "hub-appliances"
  }
}

# --- Route table branches -------------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "hub_branches" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id

  tags = {
    Name = "hub-branches"
  }
}

# --- Route table cloud ----------------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "hub_cloud" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id

  tags = {
    Name = "hub-cloud"
  }
}

# --- Outputs --------------------------------------------------------------------------------------

output "hub_transit_gateway_id" {
  description = "The transit gateway hub, for VPN connections and VPCs that are not in this network"
  value       = aws_ec2_transit_gateway.hub.id
}

# one-root: transit gateway open, eu-central-1. Made by netgen from one-root.yaml; change that file and render again.

# --- Transit gateway ------------------------------------------------------------------------------

resource "aws_ec2_transit_gateway" "open" {
  description                        = "one-root open"
  amazon_side_asn                    = 64513
  default_route_table_association    = "disable"
  default_route_table_propagation    = "disable"
  auto_accept_shared_attachments     = "enable"
  dns_support                        = "enable"
  vpn_ecmp_support                   = "enable"
  security_group_referencing_support = "enable"

  tags = {
    Name = "open"
  }

  lifecycle {
    prevent_destroy = true
  }
}

# --- Route table lab ------------------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "open_lab" {
  transit_gateway_id = aws_ec2_transit_gateway.open.id

  tags = {
    Name = "open-lab"
  }
}

# --- Sharing --------------------------------------------------------------------------------------

resource "aws_ram_resource_share" "open" {
  name                      = "one-root-open"
  allow_external_principals = false

  tags = {
    Name = "open"
  }
}

resource "aws_ram_resource_association" "open" {
  resource_share_arn = aws_ram_resource_share.open.arn
  resource_arn       = aws_ec2_transit_gateway.open.arn
}

# --- Outputs --------------------------------------------------------------------------------------

output "open_transit_gateway_id" {
  description = "The transit gateway open, for VPN connections and VPCs that are not in this network"
  value       = aws_ec2_transit_gateway.open.id
}

# union: transit gateway direct, ap-northeast-1. Made by netgen from document.yaml; change that file and render again.

# --- Transit gateway ------------------------------------------------------------------------------

resource "aws_ec2_transit_gateway" "direct" {
  description                        = "union direct"
  amazon_side_asn                    = 64512
  default_route_table_association    = "disable"
  default_route_table_propagation    = "disable"
  auto_accept_shared_attachments     = "enable"
  dns_support                        = "enable"
  vpn_ecmp_support                   = "enable"
  security_group_referencing_support = "enable"

  tags = {
    Name        = "direct"
    Environment = "production"
    Owner       = "platform"
  }

  lifecycle {
    prevent_destroy = true
  }
}

# --- Route table lab ------------------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "direct_lab" {
  transit_gateway_id = aws_ec2_transit_gateway.direct.id

  tags = {
    Name        = "direct-lab"
    Environment = "production"
    Owner       = "platform"
  }
}

# --- Sharing --------------------------------------------------------------------------------------

resource "aws_ram_resource_share" "direct" {
  name                      = "union-direct"
  allow_external_principals = false

  tags = {
    Name        = "direct"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_ram_resource_association" "direct" {
  resource_share_arn = aws_ram_resource_share.direct.arn
  resource_arn       = aws_ec2_transit_gateway.direct.arn
}

# --- Outputs --------------------------------------------------------------------------------------

output "direct_transit_gateway_id" {
  description = "The transit gateway direct, for VPN connections and VPCs that are not in this network"
  value       = aws_ec2_transit_gateway.direct.id
}

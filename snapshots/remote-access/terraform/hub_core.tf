# corp: transit gateway core, eu-west-1. Made by netgen from remote-access.yaml; change that file and render again.

# --- Transit gateway ------------------------------------------------------------------------------

resource "aws_ec2_transit_gateway" "core" {
  description                        = "corp core"
  amazon_side_asn                    = 64512
  default_route_table_association    = "disable"
  default_route_table_propagation    = "disable"
  auto_accept_shared_attachments     = "disable"
  dns_support                        = "enable"
  vpn_ecmp_support                   = "enable"
  security_group_referencing_support = "enable"

  tags = {
    Name  = "core"
    Owner = "platform"
  }

  lifecycle {
    prevent_destroy = true
  }
}

# --- Route table on-prem --------------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "core_on_prem" {
  transit_gateway_id = aws_ec2_transit_gateway.core.id

  tags = {
    Name  = "core-on-prem"
    Owner = "platform"
  }
}

# --- Route table production -----------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "core_production" {
  transit_gateway_id = aws_ec2_transit_gateway.core.id

  tags = {
    Name  = "core-production"
    Owner = "platform"
  }
}

# --- Route table shared ---------------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "core_shared" {
  transit_gateway_id = aws_ec2_transit_gateway.core.id

  tags = {
    Name  = "core-shared"
    Owner = "platform"
  }
}

# --- Outputs --------------------------------------------------------------------------------------

output "core_transit_gateway_id" {
  description = "The transit gateway core, for VPN connections and VPCs that are not in this network"
  value       = aws_ec2_transit_gateway.core.id
}

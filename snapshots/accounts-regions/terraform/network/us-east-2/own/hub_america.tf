# two: transit gateway america, us-east-2. Made by netgen from accounts-regions.yaml; change that file and render again.

# --- Transit gateway ------------------------------------------------------------------------------

resource "aws_ec2_transit_gateway" "america" {
  description                        = "two america"
  amazon_side_asn                    = 64513
  default_route_table_association    = "disable"
  default_route_table_propagation    = "disable"
  auto_accept_shared_attachments     = "enable"
  dns_support                        = "enable"
  vpn_ecmp_support                   = "enable"
  security_group_referencing_support = "enable"

  tags = {
    Name = "america"
  }

  lifecycle {
    prevent_destroy = true
  }
}

# --- Route table production -----------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "america_production" {
  transit_gateway_id = aws_ec2_transit_gateway.america.id

  tags = {
    Name = "america-production"
  }
}

# --- Route table shared ---------------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "america_shared" {
  transit_gateway_id = aws_ec2_transit_gateway.america.id

  tags = {
    Name = "america-shared"
  }
}

# --- Sharing --------------------------------------------------------------------------------------

resource "aws_ram_resource_share" "america" {
  name                      = "two-america"
  allow_external_principals = false

  tags = {
    Name = "america"
  }
}

resource "aws_ram_resource_association" "america" {
  resource_share_arn = aws_ram_resource_share.america.arn
  resource_arn       = aws_ec2_transit_gateway.america.arn
}

# --- Outputs --------------------------------------------------------------------------------------

output "america_transit_gateway_id" {
  description = "The transit gateway america, for VPN connections and VPCs that are not in this network"
  value       = aws_ec2_transit_gateway.america.id
}

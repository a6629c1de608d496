# corp: transit gateway hub, us-east-1. Made by netgen from hub-spoke.yaml; change that file and render again.

# --- Transit gateway ------------------------------------------------------------------------------

resource "aws_ec2_transit_gateway" "hub" {
  description                        = "corp hub"
  amazon_side_asn                    = 64512
  default_route_table_association    = "disable"
  default_route_table_propagation    = "disable"
  auto_accept_shared_attachments     = "disable"
  dns_support                        = "enable"
  vpn_ecmp_support                   = "enable"
  security_group_referencing_support = "enable"

  tags = {
    Name        = "hub"
    CostCenter  = "4712"
    Environment = "shared"
    Owner       = "platform"
  }

  lifecycle {
    prevent_destroy = true
  }
}

# --- Route table development ----------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "hub_development" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id

  tags = {
    Name        = "hub-development"
    CostCenter  = "4712"
    Environment = "shared"
    Owner       = "platform"
  }
}

# --- Route table production -----------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "hub_production" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id

  tags = {
    Name        = "hub-production"
    CostCenter  = "4712"
    Environment = "shared"
    Owner       = "platform"
  }
}

# --- Route table shared ---------------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "hub_shared" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id

  tags = {
    Name        = "hub-shared"
    CostCenter  = "4712"
    Environment = "shared"
    Owner       = "platform"
  }
}

# --- Route table staging --------------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "hub_staging" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id

  tags = {
    Name        = "hub-staging"
    CostCenter  = "4712"
    Environment = "shared"
    Owner       = "platform"
  }
}

# --- Route table egress ---------------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "hub_egress" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id

  tags = {
    Name        = "hub-egress"
    CostCenter  = "4712"
    Environment = "shared"
    Owner       = "platform"
  }
}

# --- Route table inspection -----------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "hub_inspection" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id

  tags = {
    Name        = "hub-inspection"
    CostCenter  = "4712"
    Environment = "shared"
    Owner       = "platform"
  }
}

# --- Outputs --------------------------------------------------------------------------------------

output "hub_transit_gateway_id" {
  description = "The transit gateway hub, for VPN connections and VPCs that are not in this network"
  value       = aws_ec2_transit_gateway.hub.id
}

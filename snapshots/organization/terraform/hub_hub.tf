# org: transit gateway hub, eu-central-1. Made by netgen from organization.yaml; change that file and render again.

# --- Transit gateway ------------------------------------------------------------------------------

resource "aws_ec2_transit_gateway" "hub" {
  description                        = "org hub"
  amazon_side_asn                    = 64512
  default_route_table_association    = "disable"
  default_route_table_propagation    = "disable"
  auto_accept_shared_attachments     = "disable"
  dns_support                        = "enable"
  vpn_ecmp_support                   = "enable"
  security_group_referencing_support = "enable"

  tags = {
    Name        = "hub"
    Environment = "production"
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
    Environment = "production"
    Owner       = "platform"
  }
}

# --- Route table on-prem --------------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "hub_on_prem" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id

  tags = {
    Name        = "hub-on-prem"
    Environment = "production"
    Owner       = "platform"
  }
}

# --- Route table production -----------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "hub_production" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id

  tags = {
    Name        = "hub-production"
    Environment = "production"
    Owner       = "platform"
  }
}

# --- Route table shared ---------------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "hub_shared" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id

  tags = {
    Name        = "hub-shared"
    Environment = "production"
    Owner       = "platform"
  }
}

# --- Route table egress ---------------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "hub_egress" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id

  tags = {
    Name        = "hub-egress"
    Environment = "production"
    Owner       = "platform"
  }
}

# --- Route table inspection -----------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "hub_inspection" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id

  tags = {
    Name        = "hub-inspection"
    Environment = "production"
    Owner       = "platform"
  }
}

# --- Sharing --------------------------------------------------------------------------------------

resource "aws_ram_resource_share" "hub" {
  name                      = "org-hub"
  allow_external_principals = false

  tags = {
    Name        = "hub"
    Environment = "production"
    Owner       = "platform"
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

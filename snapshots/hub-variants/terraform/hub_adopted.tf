# lab: transit gateway adopted, eu-central-1. Made by netgen from hub-variants.yaml; change that file and render again.

# --- Route table core -----------------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "adopted_core" {
  transit_gateway_id = "tgw-0123456789abcdef0"

  tags = {
    Name  = "adopted-core"
    Owner = "network"
  }
}

# --- Route table live -----------------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "adopted_live" {
  transit_gateway_id = "tgw-0123456789abcdef0"

  tags = {
    Name  = "adopted-live"
    Owner = "network"
  }
}

# --- Route table on-prem --------------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "adopted_on_prem" {
  transit_gateway_id = "tgw-0123456789abcdef0"

  tags = {
    Name  = "adopted-on-prem"
    Owner = "network"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "adopted_on_prem_tgw_attach_0123456789abcdef0" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_on_prem.id
  transit_gateway_attachment_id  = "tgw-attach-0123456789abcdef0"
}

resource "aws_ec2_transit_gateway_route_table_association" "adopted_on_prem_tgw_attach_0123456789abcdef1" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_on_prem.id
  transit_gateway_attachment_id  = "tgw-attach-0123456789abcdef1"
}

# --- Route table tenants --------------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "adopted_tenants" {
  transit_gateway_id = "tgw-0123456789abcdef0"

  tags = {
    Name  = "adopted-tenants"
    Owner = "network"
  }
}

# --- Route table inspection -----------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "adopted_inspection" {
  transit_gateway_id = "tgw-0123456789abcdef0"

  tags = {
    Name  = "adopted-inspection"
    Owner = "network"
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "adopted_inspection_tgw_attach_0123456789abcdef0" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_inspection.id
  transit_gateway_attachment_id  = "tgw-attach-0123456789abcdef0"
}

resource "aws_ec2_transit_gateway_route_table_propagation" "adopted_inspection_tgw_attach_0123456789abcdef1" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.adopted_inspection.id
  transit_gateway_attachment_id  = "tgw-attach-0123456789abcdef1"
}

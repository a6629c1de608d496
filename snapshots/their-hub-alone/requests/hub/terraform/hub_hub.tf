# app: transit gateway hub, eu-central-1. Made by netgen from their-hub-alone.yaml; change that file and render again.

# --- Route table apps -----------------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "hub_apps" {
  transit_gateway_id = "tgw-0123456789abcdef0"

  tags = {
    Name = "hub-apps"
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "hub_apps_tgw_attach_0fedcba9876543210" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_apps.id
  transit_gateway_attachment_id  = "tgw-attach-0fedcba9876543210"
}

# --- Route table corporate ------------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "hub_corporate" {
  transit_gateway_id = "tgw-0123456789abcdef0"

  tags = {
    Name = "hub-corporate"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "hub_corporate_tgw_attach_0fedcba9876543210" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_corporate.id
  transit_gateway_attachment_id  = "tgw-attach-0fedcba9876543210"
}

# --- Attachment of VPC app ------------------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment_accepter" "app" {
  transit_gateway_attachment_id                   = var.app_transit_gateway_attachment_id
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name = "app"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "app" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_apps.id
  transit_gateway_attachment_id  = var.app_transit_gateway_attachment_id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.app]
}

resource "aws_ec2_transit_gateway_route_table_propagation" "app_apps" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_apps.id
  transit_gateway_attachment_id  = var.app_transit_gateway_attachment_id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.app]
}

resource "aws_ec2_transit_gateway_route_table_propagation" "app_corporate" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_corporate.id
  transit_gateway_attachment_id  = var.app_transit_gateway_attachment_id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.app]
}

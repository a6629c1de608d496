# org: VPC catalog at transit gateway hub, eu-central-1. Made by netgen from organization.yaml; change that file and render again.

# --- Attachment of VPC catalog --------------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment_accepter" "catalog" {
  transit_gateway_attachment_id                   = var.catalog_transit_gateway_attachment_id
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name        = "catalog"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "catalog" {
  transit_gateway_route_table_id = var.hub_development_transit_gateway_table_id
  transit_gateway_attachment_id  = var.catalog_transit_gateway_attachment_id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.catalog]
}

resource "aws_ec2_transit_gateway_route_table_propagation" "catalog_development" {
  transit_gateway_route_table_id = var.hub_development_transit_gateway_table_id
  transit_gateway_attachment_id  = var.catalog_transit_gateway_attachment_id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.catalog]
}

resource "aws_ec2_transit_gateway_route_table_propagation" "catalog_shared" {
  transit_gateway_route_table_id = var.hub_shared_transit_gateway_table_id
  transit_gateway_attachment_id  = var.catalog_transit_gateway_attachment_id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.catalog]
}

resource "aws_ec2_transit_gateway_route_table_propagation" "catalog_egress" {
  transit_gateway_route_table_id = var.hub_egress_transit_gateway_table_id
  transit_gateway_attachment_id  = var.catalog_transit_gateway_attachment_id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.catalog]
}

# org: VPC lake at transit gateway hub, eu-central-1. Made by netgen from organization.yaml; change that file and render again.

# --- Attachment of VPC lake -----------------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment_accepter" "lake" {
  transit_gateway_attachment_id                   = var.lake_transit_gateway_attachment_id
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name        = "lake"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "lake" {
  transit_gateway_route_table_id = var.hub_production_transit_gateway_table_id
  transit_gateway_attachment_id  = var.lake_transit_gateway_attachment_id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.lake]
}

resource "aws_ec2_transit_gateway_route_table_propagation" "lake_production" {
  transit_gateway_route_table_id = var.hub_production_transit_gateway_table_id
  transit_gateway_attachment_id  = var.lake_transit_gateway_attachment_id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.lake]
}

resource "aws_ec2_transit_gateway_route_table_propagation" "lake_shared" {
  transit_gateway_route_table_id = var.hub_shared_transit_gateway_table_id
  transit_gateway_attachment_id  = var.lake_transit_gateway_attachment_id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.lake]
}

resource "aws_ec2_transit_gateway_route_table_propagation" "lake_inspection" {
  transit_gateway_route_table_id = var.hub_inspection_transit_gateway_table_id
  transit_gateway_attachment_id  = var.lake_transit_gateway_attachment_id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.lake]
}

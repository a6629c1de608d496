# union: VPC tickets at transit gateway hub, ap-northeast-1. Made by netgen from document.yaml; change that file and render again.

# --- Attachment of VPC tickets --------------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment_accepter" "tickets" {
  transit_gateway_attachment_id                   = var.tickets_transit_gateway_attachment_id
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name        = "tickets"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "tickets" {
  transit_gateway_route_table_id = var.hub_partners_transit_gateway_table_id
  transit_gateway_attachment_id  = var.tickets_transit_gateway_attachment_id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.tickets]
}

resource "aws_ec2_transit_gateway_route_table_propagation" "tickets_partners" {
  transit_gateway_route_table_id = var.hub_partners_transit_gateway_table_id
  transit_gateway_attachment_id  = var.tickets_transit_gateway_attachment_id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.tickets]
}

resource "aws_ec2_transit_gateway_route_table_propagation" "tickets_inspection" {
  transit_gateway_route_table_id = var.hub_inspection_transit_gateway_table_id
  transit_gateway_attachment_id  = var.tickets_transit_gateway_attachment_id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.tickets]
}

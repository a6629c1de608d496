# union: VPC tickets at transit gateway hub, ap-northeast-1. Made by netgen from document.yaml; change that file and render again.

# --- Attachment of VPC tickets --------------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment_accepter" "tickets" {
  transit_gateway_attachment_id                   = aws_ec2_transit_gateway_vpc_attachment.tickets.id
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name        = "tickets"
    Environment = "production"
    Owner       = "platform"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "tickets" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_partners.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.tickets.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.tickets]
}

resource "aws_ec2_transit_gateway_route_table_propagation" "tickets_partners" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_partners.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.tickets.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.tickets]
}

resource "aws_ec2_transit_gateway_route_table_propagation" "tickets_inspection" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_inspection.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.tickets.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.tickets]
}

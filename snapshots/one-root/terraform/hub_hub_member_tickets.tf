# one-root: VPC tickets at transit gateway hub, eu-central-1. Made by netgen from one-root.yaml; change that file and render again.

# --- Attachment of VPC tickets --------------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment_accepter" "tickets" {
  transit_gateway_attachment_id                   = aws_ec2_transit_gateway_vpc_attachment.tickets.id
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name = "tickets"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "tickets" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_production.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.tickets.id

  lifecycle {
    replace_triggered_by = [aws_ec2_transit_gateway_vpc_attachment.tickets.id]
  }

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.tickets]
}

resource "aws_ec2_transit_gateway_route_table_propagation" "tickets_production" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_production.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.tickets.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.tickets]
}

resource "aws_ec2_transit_gateway_route_table_propagation" "tickets_shared" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_shared.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.tickets.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.tickets]
}

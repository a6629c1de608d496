# two: VPC egress at transit gateway europe, eu-central-1. Made by netgen from accounts-regions.yaml; change that file and render again.

# --- Attachment of VPC egress ---------------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment_accepter" "egress" {
  transit_gateway_attachment_id                   = var.egress_transit_gateway_attachment_id
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name = "egress"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "egress" {
  transit_gateway_route_table_id = var.europe_egress_transit_gateway_table_id
  transit_gateway_attachment_id  = var.egress_transit_gateway_attachment_id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.egress]
}

# one-root: VPC trial at transit gateway hub, eu-central-1. Made by netgen from one-root.yaml; change that file and render again.

# --- Attachment of VPC trial ----------------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment_accepter" "trial" {
  transit_gateway_attachment_id                   = aws_ec2_transit_gateway_vpc_attachment.trial.id
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name = "trial"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "trial" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_labs.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.trial.id

  lifecycle {
    replace_triggered_by = [aws_ec2_transit_gateway_vpc_attachment.trial.id]
  }

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.trial]
}

resource "aws_ec2_transit_gateway_route_table_propagation" "trial_labs" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_labs.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.trial.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.trial]
}

resource "aws_ec2_transit_gateway_route_table_propagation" "trial_shared" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_shared.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.trial.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.trial]
}

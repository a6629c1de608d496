# two: VPC trial at transit gateway america, us-east-2. Made by netgen from accounts-regions.yaml; change that file and render again.

# --- Attachment of VPC trial ----------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table_association" "trial" {
  transit_gateway_route_table_id = var.america_production_transit_gateway_table_id
  transit_gateway_attachment_id  = var.trial_transit_gateway_attachment_id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "trial_production" {
  transit_gateway_route_table_id = var.america_production_transit_gateway_table_id
  transit_gateway_attachment_id  = var.trial_transit_gateway_attachment_id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "trial_shared" {
  transit_gateway_route_table_id = var.america_shared_transit_gateway_table_id
  transit_gateway_attachment_id  = var.trial_transit_gateway_attachment_id
}

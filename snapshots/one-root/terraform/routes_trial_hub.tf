# one-root: routes of VPC trial to transit gateway hub, eu-central-1. Made by netgen from one-root.yaml; change that file and render again.

# --- Routes to transit gateway hub ----------------------------------------------------------------

resource "aws_route" "trial_app_pool_all" {
  provider = aws.labs_eu_central_1

  route_table_id         = aws_route_table.trial_app.id
  destination_cidr_block = "10.0.0.0/12"
  transit_gateway_id     = aws_ec2_transit_gateway.hub.id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.trial]
}

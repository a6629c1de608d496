# two: static routes of transit gateway europe, eu-central-1. Made by netgen from accounts-regions.yaml; change that file and render again.

# --- Route table labs -----------------------------------------------------------------------------

# to the internet by NAT
resource "aws_ec2_transit_gateway_route" "europe_labs_default" {
  transit_gateway_route_table_id = var.europe_labs_transit_gateway_table_id
  destination_cidr_block         = "0.0.0.0/0"
  transit_gateway_attachment_id  = var.egress_transit_gateway_attachment_id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.egress]
}

# --- Route table production -----------------------------------------------------------------------

# to the internet by NAT
resource "aws_ec2_transit_gateway_route" "europe_production_default" {
  transit_gateway_route_table_id = var.europe_production_transit_gateway_table_id
  destination_cidr_block         = "0.0.0.0/0"
  transit_gateway_attachment_id  = var.egress_transit_gateway_attachment_id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.egress]
}

# adopted: static routes of transit gateway hub, eu-west-1. Made by netgen from site-transit-gateway.yaml; change that file and render again.

# --- Route table on-prem --------------------------------------------------------------------------

# Pool production: through the firewall
resource "aws_ec2_transit_gateway_route" "hub_on_prem_pool_production" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_on_prem.id
  destination_cidr_block         = "10.0.0.0/12"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.inspection.id

  depends_on = [
    aws_route_table_association.inspection_attachment_a,
    aws_route_table_association.inspection_attachment_b,
  ]
}

# Pool shared: so that sites learn the pool; longer routes lead to each VPC
resource "aws_ec2_transit_gateway_route" "hub_on_prem_pool_shared" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_on_prem.id
  destination_cidr_block         = "10.80.0.0/12"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.logs.id

  depends_on = [
    aws_route_table_association.logs_attachment_a,
    aws_route_table_association.logs_attachment_b,
  ]
}

# --- Route table production -----------------------------------------------------------------------

# through the firewall
resource "aws_ec2_transit_gateway_route" "hub_production_10_95_0_0_16" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_production.id
  destination_cidr_block         = "10.95.0.0/16"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.inspection.id

  depends_on = [
    aws_route_table_association.inspection_attachment_a,
    aws_route_table_association.inspection_attachment_b,
  ]
}

# through the firewall
resource "aws_ec2_transit_gateway_route" "hub_production_172_20_0_0_16" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_production.id
  destination_cidr_block         = "172.20.0.0/16"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.inspection.id

  depends_on = [
    aws_route_table_association.inspection_attachment_a,
    aws_route_table_association.inspection_attachment_b,
  ]
}

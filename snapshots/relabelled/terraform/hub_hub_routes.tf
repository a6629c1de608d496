# corp: static routes of transit gateway core (made as hub), ap-northeast-1. Made by netgen from relabelled.yaml; change that file and render again.

# --- Route table on-prem --------------------------------------------------------------------------

# Pool prod: so that sites learn the pool; longer routes lead to each VPC
resource "aws_ec2_transit_gateway_route" "core_sites_pool_production" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.core_sites.id
  destination_cidr_block         = "10.0.0.0/12"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.shop.id

  depends_on = [
    aws_route_table_association.shop_attachment_a,
    aws_route_table_association.shop_attachment_c,
  ]
}

# watched: static routes of transit gateway hub, eu-west-1. Made by netgen from monitoring.yaml; change that file and render again.

# --- Route table prod -----------------------------------------------------------------------------

# Pool cloud: never by way of the internet
resource "aws_ec2_transit_gateway_route" "hub_prod_pool_cloud" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_prod.id
  destination_cidr_block         = "10.0.0.0/12"
  blackhole                      = true
}

# Pool core: never by way of the internet
resource "aws_ec2_transit_gateway_route" "hub_prod_pool_core" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_prod.id
  destination_cidr_block         = "10.240.0.0/16"
  blackhole                      = true
}

# to the internet through the firewall
resource "aws_ec2_transit_gateway_route" "hub_prod_default" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_prod.id
  destination_cidr_block         = "0.0.0.0/0"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.inspection.id

  depends_on = [
    aws_route_table_association.inspection_attachment_a,
    aws_route_table_association.inspection_attachment_b,
    aws_ec2_transit_gateway_route.hub_prod_pool_cloud,
    aws_ec2_transit_gateway_route.hub_prod_pool_core,
  ]
}

# --- Route table egress ---------------------------------------------------------------------------

# Pool cloud: replies pass the firewall as well
resource "aws_ec2_transit_gateway_route" "hub_egress_pool_cloud" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_egress.id
  destination_cidr_block         = "10.0.0.0/12"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.inspection.id

  depends_on = [
    aws_route_table_association.inspection_attachment_a,
    aws_route_table_association.inspection_attachment_b,
  ]
}

# --- Route table inspection -----------------------------------------------------------------------

# Pool cloud: never by way of the internet
resource "aws_ec2_transit_gateway_route" "hub_inspection_pool_cloud" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_inspection.id
  destination_cidr_block         = "10.0.0.0/12"
  blackhole                      = true
}

# Pool core: never by way of the internet
resource "aws_ec2_transit_gateway_route" "hub_inspection_pool_core" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_inspection.id
  destination_cidr_block         = "10.240.0.0/16"
  blackhole                      = true
}

# never by way of the internet
resource "aws_ec2_transit_gateway_route" "hub_inspection_192_168_1_0_24" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_inspection.id
  destination_cidr_block         = "192.168.1.0/24"
  blackhole                      = true
}

# never by way of the internet
resource "aws_ec2_transit_gateway_route" "hub_inspection_192_168_128_0_18" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_inspection.id
  destination_cidr_block         = "192.168.128.0/18"
  blackhole                      = true
}

# what passed the firewall goes out by NAT
resource "aws_ec2_transit_gateway_route" "hub_inspection_default" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_inspection.id
  destination_cidr_block         = "0.0.0.0/0"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.egress.id

  depends_on = [
    aws_route_table_association.egress_attachment_a,
    aws_route_table_association.egress_attachment_b,
    aws_ec2_transit_gateway_route.hub_inspection_pool_cloud,
    aws_ec2_transit_gateway_route.hub_inspection_pool_core,
    aws_ec2_transit_gateway_route.hub_inspection_192_168_1_0_24,
    aws_ec2_transit_gateway_route.hub_inspection_192_168_128_0_18,
  ]
}

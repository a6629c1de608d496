# union: static routes of transit gateway hub, ap-northeast-1. Made by netgen from document.yaml; change that file and render again.

# --- Route table partners -------------------------------------------------------------------------

# Pool production: never by way of the internet
resource "aws_ec2_transit_gateway_route" "hub_partners_pool_production" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_partners.id
  destination_cidr_block         = "10.0.0.0/12"
  blackhole                      = true
}

# Pool partners: never by way of the internet
resource "aws_ec2_transit_gateway_route" "hub_partners_pool_partners" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_partners.id
  destination_cidr_block         = "10.16.0.0/12"
  blackhole                      = true
}

# Pool shared: never by way of the internet
resource "aws_ec2_transit_gateway_route" "hub_partners_pool_shared" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_partners.id
  destination_cidr_block         = "10.32.0.0/12"
  blackhole                      = true
}

# to the internet through the firewall
resource "aws_ec2_transit_gateway_route" "hub_partners_default" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_partners.id
  destination_cidr_block         = "0.0.0.0/0"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.inspection.id

  depends_on = [
    aws_route_table_association.inspection_attachment_a,
    aws_route_table_association.inspection_attachment_c,
    aws_ec2_transit_gateway_route.hub_partners_pool_production,
    aws_ec2_transit_gateway_route.hub_partners_pool_partners,
    aws_ec2_transit_gateway_route.hub_partners_pool_shared,
  ]
}

# --- Route table production -----------------------------------------------------------------------

# Pool production: never by way of the internet
resource "aws_ec2_transit_gateway_route" "hub_production_pool_production" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_production.id
  destination_cidr_block         = "10.0.0.0/12"
  blackhole                      = true
}

# Pool partners: never by way of the internet
resource "aws_ec2_transit_gateway_route" "hub_production_pool_partners" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_production.id
  destination_cidr_block         = "10.16.0.0/12"
  blackhole                      = true
}

# to the internet by NAT
resource "aws_ec2_transit_gateway_route" "hub_production_default" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_production.id
  destination_cidr_block         = "0.0.0.0/0"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.egress.id

  depends_on = [
    aws_route_table_association.egress_attachment_a,
    aws_route_table_association.egress_attachment_c,
    aws_ec2_transit_gateway_route.hub_production_pool_production,
    aws_ec2_transit_gateway_route.hub_production_pool_partners,
  ]
}

# Pool shared: through the firewall
resource "aws_ec2_transit_gateway_route" "hub_production_pool_shared" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_production.id
  destination_cidr_block         = "10.32.0.0/12"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.inspection.id

  depends_on = [
    aws_route_table_association.inspection_attachment_a,
    aws_route_table_association.inspection_attachment_c,
  ]
}

# --- Route table shared ---------------------------------------------------------------------------

# Pool partners: never by way of the internet
resource "aws_ec2_transit_gateway_route" "hub_shared_pool_partners" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_shared.id
  destination_cidr_block         = "10.16.0.0/12"
  blackhole                      = true
}

# Pool shared: never by way of the internet
resource "aws_ec2_transit_gateway_route" "hub_shared_pool_shared" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_shared.id
  destination_cidr_block         = "10.32.0.0/12"
  blackhole                      = true
}

# to the internet by NAT
resource "aws_ec2_transit_gateway_route" "hub_shared_default" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_shared.id
  destination_cidr_block         = "0.0.0.0/0"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.egress.id

  depends_on = [
    aws_route_table_association.egress_attachment_a,
    aws_route_table_association.egress_attachment_c,
    aws_ec2_transit_gateway_route.hub_shared_pool_partners,
    aws_ec2_transit_gateway_route.hub_shared_pool_shared,
  ]
}

# Pool production: through the firewall
resource "aws_ec2_transit_gateway_route" "hub_shared_pool_production" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_shared.id
  destination_cidr_block         = "10.0.0.0/12"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.inspection.id

  depends_on = [
    aws_route_table_association.inspection_attachment_a,
    aws_route_table_association.inspection_attachment_c,
  ]
}

# --- Route table egress ---------------------------------------------------------------------------

# Pool partners: replies pass the firewall as well
resource "aws_ec2_transit_gateway_route" "hub_egress_pool_partners" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_egress.id
  destination_cidr_block         = "10.16.0.0/12"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.inspection.id

  depends_on = [
    aws_route_table_association.inspection_attachment_a,
    aws_route_table_association.inspection_attachment_c,
  ]
}

# --- Route table inspection -----------------------------------------------------------------------

# Pool production: never by way of the internet
resource "aws_ec2_transit_gateway_route" "hub_inspection_pool_production" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_inspection.id
  destination_cidr_block         = "10.0.0.0/12"
  blackhole                      = true
}

# Pool partners: never by way of the internet
resource "aws_ec2_transit_gateway_route" "hub_inspection_pool_partners" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_inspection.id
  destination_cidr_block         = "10.16.0.0/12"
  blackhole                      = true
}

# Pool shared: never by way of the internet
resource "aws_ec2_transit_gateway_route" "hub_inspection_pool_shared" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_inspection.id
  destination_cidr_block         = "10.32.0.0/12"
  blackhole                      = true
}

# what passed the firewall goes out by NAT
resource "aws_ec2_transit_gateway_route" "hub_inspection_default" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_inspection.id
  destination_cidr_block         = "0.0.0.0/0"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.egress.id

  depends_on = [
    aws_route_table_association.egress_attachment_a,
    aws_route_table_association.egress_attachment_c,
    aws_ec2_transit_gateway_route.hub_inspection_pool_production,
    aws_ec2_transit_gateway_route.hub_inspection_pool_partners,
    aws_ec2_transit_gateway_route.hub_inspection_pool_shared,
  ]
}

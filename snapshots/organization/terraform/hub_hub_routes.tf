# org: static routes of transit gateway hub, eu-central-1. Made by netgen from organization.yaml; change that file and render again.

# --- Route table development ----------------------------------------------------------------------

# Pool production: never by way of the internet
resource "aws_ec2_transit_gateway_route" "hub_development_pool_production" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_development.id
  destination_cidr_block         = "10.0.0.0/12"
  blackhole                      = true
}

# Pool development: never by way of the internet
resource "aws_ec2_transit_gateway_route" "hub_development_pool_development" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_development.id
  destination_cidr_block         = "10.16.0.0/12"
  blackhole                      = true
}

# Pool shared: never by way of the internet
resource "aws_ec2_transit_gateway_route" "hub_development_pool_shared" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_development.id
  destination_cidr_block         = "10.32.0.0/12"
  blackhole                      = true
}

# Pool nordics: never by way of the internet
resource "aws_ec2_transit_gateway_route" "hub_development_pool_nordics" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_development.id
  destination_cidr_block         = "10.48.0.0/12"
  blackhole                      = true
}

# never by way of the internet
resource "aws_ec2_transit_gateway_route" "hub_development_192_168_0_0_16" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_development.id
  destination_cidr_block         = "192.168.0.0/16"
  blackhole                      = true
}

# to the internet by NAT
resource "aws_ec2_transit_gateway_route" "hub_development_default" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_development.id
  destination_cidr_block         = "0.0.0.0/0"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.egress.id

  depends_on = [
    aws_route_table_association.egress_attachment_a,
    aws_route_table_association.egress_attachment_b,
    aws_ec2_transit_gateway_route.hub_development_pool_production,
    aws_ec2_transit_gateway_route.hub_development_pool_development,
    aws_ec2_transit_gateway_route.hub_development_pool_shared,
    aws_ec2_transit_gateway_route.hub_development_pool_nordics,
    aws_ec2_transit_gateway_route.hub_development_192_168_0_0_16,
  ]
}

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

# --- Route table production -----------------------------------------------------------------------

# Pool production: never by way of the internet
resource "aws_ec2_transit_gateway_route" "hub_production_pool_production" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_production.id
  destination_cidr_block         = "10.0.0.0/12"
  blackhole                      = true
}

# Pool development: never by way of the internet
resource "aws_ec2_transit_gateway_route" "hub_production_pool_development" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_production.id
  destination_cidr_block         = "10.16.0.0/12"
  blackhole                      = true
}

# Pool shared: never by way of the internet
resource "aws_ec2_transit_gateway_route" "hub_production_pool_shared" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_production.id
  destination_cidr_block         = "10.32.0.0/12"
  blackhole                      = true
}

# Pool nordics: never by way of the internet
resource "aws_ec2_transit_gateway_route" "hub_production_pool_nordics" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_production.id
  destination_cidr_block         = "10.48.0.0/12"
  blackhole                      = true
}

# to the internet through the firewall
resource "aws_ec2_transit_gateway_route" "hub_production_default" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_production.id
  destination_cidr_block         = "0.0.0.0/0"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.inspection.id

  depends_on = [
    aws_route_table_association.inspection_attachment_a,
    aws_route_table_association.inspection_attachment_b,
    aws_ec2_transit_gateway_route.hub_production_pool_production,
    aws_ec2_transit_gateway_route.hub_production_pool_development,
    aws_ec2_transit_gateway_route.hub_production_pool_shared,
    aws_ec2_transit_gateway_route.hub_production_pool_nordics,
  ]
}

# through the firewall
resource "aws_ec2_transit_gateway_route" "hub_production_192_168_0_0_16" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_production.id
  destination_cidr_block         = "192.168.0.0/16"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.inspection.id

  depends_on = [
    aws_route_table_association.inspection_attachment_a,
    aws_route_table_association.inspection_attachment_b,
  ]
}

# --- Route table shared ---------------------------------------------------------------------------

# Pool production: never by way of the internet
resource "aws_ec2_transit_gateway_route" "hub_shared_pool_production" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_shared.id
  destination_cidr_block         = "10.0.0.0/12"
  blackhole                      = true
}

# Pool development: never by way of the internet
resource "aws_ec2_transit_gateway_route" "hub_shared_pool_development" {
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

# Pool nordics: never by way of the internet
resource "aws_ec2_transit_gateway_route" "hub_shared_pool_nordics" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_shared.id
  destination_cidr_block         = "10.48.0.0/12"
  blackhole                      = true
}

# to the internet by NAT
resource "aws_ec2_transit_gateway_route" "hub_shared_default" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_shared.id
  destination_cidr_block         = "0.0.0.0/0"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.egress.id

  depends_on = [
    aws_route_table_association.egress_attachment_a,
    aws_route_table_association.egress_attachment_b,
    aws_ec2_transit_gateway_route.hub_shared_pool_production,
    aws_ec2_transit_gateway_route.hub_shared_pool_development,
    aws_ec2_transit_gateway_route.hub_shared_pool_shared,
    aws_ec2_transit_gateway_route.hub_shared_pool_nordics,
  ]
}

# --- Route table egress ---------------------------------------------------------------------------

# Pool production: replies pass the firewall as well
resource "aws_ec2_transit_gateway_route" "hub_egress_pool_production" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_egress.id
  destination_cidr_block         = "10.0.0.0/12"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.inspection.id

  depends_on = [
    aws_route_table_association.inspection_attachment_a,
    aws_route_table_association.inspection_attachment_b,
  ]
}

# --- Route table inspection -----------------------------------------------------------------------

# Pool production: never by way of the internet
resource "aws_ec2_transit_gateway_route" "hub_inspection_pool_production" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_inspection.id
  destination_cidr_block         = "10.0.0.0/12"
  blackhole                      = true
}

# Pool development: never by way of the internet
resource "aws_ec2_transit_gateway_route" "hub_inspection_pool_development" {
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

# Pool nordics: never by way of the internet
resource "aws_ec2_transit_gateway_route" "hub_inspection_pool_nordics" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.hub_inspection.id
  destination_cidr_block         = "10.48.0.0/12"
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
    aws_ec2_transit_gateway_route.hub_inspection_pool_production,
    aws_ec2_transit_gateway_route.hub_inspection_pool_development,
    aws_ec2_transit_gateway_route.hub_inspection_pool_shared,
    aws_ec2_transit_gateway_route.hub_inspection_pool_nordics,
  ]
}

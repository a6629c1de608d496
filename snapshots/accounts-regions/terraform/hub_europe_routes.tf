# two: static routes of transit gateway europe, eu-central-1. Made by netgen from accounts-regions.yaml; change that file and render again.

# --- Route table labs -----------------------------------------------------------------------------

# Pool europe: never by way of the internet
resource "aws_ec2_transit_gateway_route" "europe_labs_pool_europe" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.europe_labs.id
  destination_cidr_block         = "10.0.0.0/12"
  blackhole                      = true
}

# Pool america: never by way of the internet
resource "aws_ec2_transit_gateway_route" "europe_labs_pool_america" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.europe_labs.id
  destination_cidr_block         = "10.16.0.0/12"
  blackhole                      = true
}

# --- Route table production -----------------------------------------------------------------------

# Pool europe: never by way of the internet
resource "aws_ec2_transit_gateway_route" "europe_production_pool_europe" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.europe_production.id
  destination_cidr_block         = "10.0.0.0/12"
  blackhole                      = true
}

# Pool america: never by way of the internet
resource "aws_ec2_transit_gateway_route" "europe_production_pool_america" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.europe_production.id
  destination_cidr_block         = "10.16.0.0/12"
  blackhole                      = true
}

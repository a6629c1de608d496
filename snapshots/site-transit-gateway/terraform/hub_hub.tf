# adopted: transit gateway hub, eu-west-1. Made by netgen from site-transit-gateway.yaml; change that file and render again.

# --- Route table on-prem --------------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "hub_on_prem" {
  transit_gateway_id = "tgw-0123456789abcdef0"

  tags = {
    Name = "hub-on-prem"
  }
}

# --- Route table production -----------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "hub_production" {
  transit_gateway_id = "tgw-0123456789abcdef0"

  tags = {
    Name = "hub-production"
  }
}

# --- Route table shared ---------------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "hub_shared" {
  transit_gateway_id = "tgw-0123456789abcdef0"

  tags = {
    Name = "hub-shared"
  }
}

# --- Route table inspection -----------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "hub_inspection" {
  transit_gateway_id = "tgw-0123456789abcdef0"

  tags = {
    Name = "hub-inspection"
  }
}

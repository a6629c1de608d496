# org: VPC orders, eu-central-1. Made by netgen from organization.yaml; change that file and render again.

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "orders" {
  transit_gateway_id                 = var.hub_transit_gateway_id
  vpc_id                             = var.orders_vpc_id
  subnet_ids                         = [var.orders_attachment_a_subnet_id, var.orders_attachment_b_subnet_id]
  appliance_mode_support             = "disable"
  dns_support                        = "enable"
  security_group_referencing_support = "enable"

  tags = {
    Name        = "orders"
    Environment = "production"
    Owner       = "platform"
  }
}

# --- Names from VPC shared ------------------------------------------------------------------------

resource "aws_route53profiles_association" "orders" {
  name        = "org-orders"
  profile_id  = var.shared_profile_id
  resource_id = var.orders_vpc_id

  tags = {
    Name        = "orders-shared"
    Environment = "production"
    Owner       = "platform"
  }
}

# org: VPC lake, eu-central-1. Made by netgen from organization.yaml; change that file and render again.

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "lake" {
  transit_gateway_id                 = var.hub_transit_gateway_id
  vpc_id                             = var.lake_vpc_id
  subnet_ids                         = [var.lake_attachment_a_subnet_id, var.lake_attachment_b_subnet_id]
  appliance_mode_support             = "disable"
  dns_support                        = "enable"
  security_group_referencing_support = "enable"

  tags = {
    Name        = "lake"
    Environment = "production"
    Owner       = "platform"
  }
}

# --- Names from VPC shared ------------------------------------------------------------------------

resource "aws_route53profiles_association" "lake" {
  name        = "org-lake"
  profile_id  = var.shared_profile_id
  resource_id = var.lake_vpc_id

  tags = {
    Name        = "lake-shared"
    Environment = "production"
    Owner       = "platform"
  }
}

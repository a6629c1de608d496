# org: VPC catalog, eu-central-1. Made by netgen from organization.yaml; change that file and render again.

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "catalog" {
  transit_gateway_id                 = var.hub_transit_gateway_id
  vpc_id                             = var.catalog_vpc_id
  subnet_ids                         = [var.catalog_attachment_a_subnet_id, var.catalog_attachment_b_subnet_id]
  appliance_mode_support             = "disable"
  dns_support                        = "enable"
  security_group_referencing_support = "enable"

  tags = {
    Name        = "catalog"
    Environment = "production"
    Owner       = "platform"
  }
}

# --- Names from VPC shared ------------------------------------------------------------------------

resource "aws_route53profiles_association" "catalog" {
  name        = "org-catalog"
  profile_id  = var.shared_profile_id
  resource_id = var.catalog_vpc_id

  tags = {
    Name        = "catalog-shared"
    Environment = "production"
    Owner       = "platform"
  }
}

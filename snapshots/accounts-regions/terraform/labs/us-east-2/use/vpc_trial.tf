# two: VPC trial, us-east-2. Made by netgen from accounts-regions.yaml; change that file and render again.

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "trial" {
  transit_gateway_id                 = var.america_transit_gateway_id
  vpc_id                             = var.trial_vpc_id
  subnet_ids                         = [var.trial_attachment_use2_az1_subnet_id, var.trial_attachment_use2_az2_subnet_id]
  appliance_mode_support             = "disable"
  dns_support                        = "enable"
  security_group_referencing_support = "enable"

  tags = {
    Name = "trial"
  }
}

# --- Names from VPC tools -------------------------------------------------------------------------

resource "aws_route53profiles_association" "trial" {
  name        = "two-trial"
  profile_id  = var.tools_profile_id
  resource_id = var.trial_vpc_id

  tags = {
    Name = "trial-tools"
  }
}

# outputs: VPC lake, eu-west-1. Made by netgen from stack-outputs.yaml; change that file and render again.

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "lake" {
  transit_gateway_id                 = var.hub_transit_gateway_id
  vpc_id                             = var.lake_vpc_id
  subnet_ids                         = [var.lake_attachment_euw1_az1_subnet_id, var.lake_attachment_euw1_az2_subnet_id]
  appliance_mode_support             = "disable"
  dns_support                        = "enable"
  security_group_referencing_support = "enable"

  tags = {
    Name = "lake"
  }
}

# two: VPC egress, eu-central-1. Made by netgen from accounts-regions.yaml; change that file and render again.

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "egress" {
  transit_gateway_id                 = var.europe_transit_gateway_id
  vpc_id                             = var.egress_vpc_id
  subnet_ids                         = [var.egress_attachment_euc1_az2_subnet_id, var.egress_attachment_euc1_az3_subnet_id]
  appliance_mode_support             = "disable"
  dns_support                        = "enable"
  security_group_referencing_support = "enable"

  tags = {
    Name = "egress"
  }
}

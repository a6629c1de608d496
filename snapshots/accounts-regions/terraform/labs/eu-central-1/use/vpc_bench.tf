# two: VPC bench, eu-central-1. Made by netgen from accounts-regions.yaml; change that file and render again.

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "bench" {
  transit_gateway_id                 = var.europe_transit_gateway_id
  vpc_id                             = var.bench_vpc_id
  subnet_ids                         = [var.bench_attachment_euc1_az2_subnet_id, var.bench_attachment_euc1_az3_subnet_id]
  appliance_mode_support             = "disable"
  dns_support                        = "enable"
  security_group_referencing_support = "enable"

  tags = {
    Name = "bench"
  }
}

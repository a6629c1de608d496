# union: VPC tickets, ap-northeast-1. Made by netgen from document.yaml; change that file and render again.

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "tickets" {
  transit_gateway_id                 = var.hub_transit_gateway_id
  vpc_id                             = var.tickets_vpc_id
  subnet_ids                         = [var.tickets_attachment_a_subnet_id, var.tickets_attachment_c_subnet_id]
  appliance_mode_support             = "disable"
  dns_support                        = "enable"
  security_group_referencing_support = "enable"

  tags = {
    Name        = "tickets"
    Environment = "production"
    Owner       = "platform"
  }

  depends_on = [aws_ram_resource_share_accepter.hub_partner]
}

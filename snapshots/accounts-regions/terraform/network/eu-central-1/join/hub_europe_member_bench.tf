# two: VPC bench at transit gateway europe, eu-central-1. Made by netgen from accounts-regions.yaml; change that file and render again.

# --- Attachment of VPC bench ----------------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment_accepter" "bench" {
  transit_gateway_attachment_id                   = var.bench_transit_gateway_attachment_id
  transit_gateway_default_route_table_association = false
  transit_gateway_default_route_table_propagation = false

  tags = {
    Name = "bench"
  }
}

resource "aws_ec2_transit_gateway_route_table_association" "bench" {
  transit_gateway_route_table_id = var.europe_labs_transit_gateway_table_id
  transit_gateway_attachment_id  = var.bench_transit_gateway_attachment_id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.bench]
}

resource "aws_ec2_transit_gateway_route_table_propagation" "bench_labs" {
  transit_gateway_route_table_id = var.europe_labs_transit_gateway_table_id
  transit_gateway_attachment_id  = var.bench_transit_gateway_attachment_id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.bench]
}

resource "aws_ec2_transit_gateway_route_table_propagation" "bench_egress" {
  transit_gateway_route_table_id = var.europe_egress_transit_gateway_table_id
  transit_gateway_attachment_id  = var.bench_transit_gateway_attachment_id

  depends_on = [aws_ec2_transit_gateway_vpc_attachment_accepter.bench]
}

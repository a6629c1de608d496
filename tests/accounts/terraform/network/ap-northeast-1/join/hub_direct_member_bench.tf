# union: VPC bench at transit gateway direct, ap-northeast-1. Made by netgen from document.yaml; change that file and render again.

# --- Attachment of VPC bench ----------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table_association" "bench" {
  transit_gateway_route_table_id = var.direct_lab_transit_gateway_table_id
  transit_gateway_attachment_id  = var.bench_transit_gateway_attachment_id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "bench_lab" {
  transit_gateway_route_table_id = var.direct_lab_transit_gateway_table_id
  transit_gateway_attachment_id  = var.bench_transit_gateway_attachment_id
}

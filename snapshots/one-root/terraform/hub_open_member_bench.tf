# one-root: VPC bench at transit gateway open, eu-central-1. Made by netgen from one-root.yaml; change that file and render again.

# --- Attachment of VPC bench ----------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table_association" "bench" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.open_lab.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.bench.id

  lifecycle {
    replace_triggered_by = [aws_ec2_transit_gateway_vpc_attachment.bench.id]
  }
}

resource "aws_ec2_transit_gateway_route_table_propagation" "bench_lab" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.open_lab.id
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.bench.id
}

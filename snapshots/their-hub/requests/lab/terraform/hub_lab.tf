# shops: transit gateway lab, eu-west-1. Made by netgen from their-hub.yaml; change that file and render again.

# --- Route table lab ------------------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table" "lab_lab" {
  transit_gateway_id = "tgw-0aaaaaaaaaaaaaaa0"

  tags = {
    Name  = "lab-lab"
    Owner = "shops"
  }
}

# --- Attachment of VPC bench ----------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table_association" "bench" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.lab_lab.id
  transit_gateway_attachment_id  = var.bench_transit_gateway_attachment_id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "bench_lab" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.lab_lab.id
  transit_gateway_attachment_id  = var.bench_transit_gateway_attachment_id
}

# --- Attachment of VPC probe ----------------------------------------------------------------------

resource "aws_ec2_transit_gateway_route_table_association" "probe" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.lab_lab.id
  transit_gateway_attachment_id  = var.probe_transit_gateway_attachment_id
}

resource "aws_ec2_transit_gateway_route_table_propagation" "probe_lab" {
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.lab_lab.id
  transit_gateway_attachment_id  = var.probe_transit_gateway_attachment_id
}

# kinds: unit main, us-east-1. Made by netgen from kinds.yaml; change that file and render again.

# --- Everything -----------------------------------------------------------------------------------

resource "aws_dx_gateway" "main" {
  name            = "kinds-main"
  amazon_side_asn = "4200000513"

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_dx_gateway_association" "main_hub" {
  dx_gateway_id         = aws_dx_gateway.main.id
  associated_gateway_id = aws_ec2_transit_gateway.hub.id
  allowed_prefixes      = ["10.1.0.0/16", "10.2.0.0/16"]
}

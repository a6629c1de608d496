# vpn-options: Direct Connect gateway main, eu-west-1. Made by netgen from vpn-options.yaml; change that file and render again.

# --- Direct Connect gateway -----------------------------------------------------------------------

resource "aws_dx_gateway" "main" {
  name            = "vpn-options-main"
  amazon_side_asn = "64513"

  lifecycle {
    prevent_destroy = true
  }
}

# --- Allowed prefixes -----------------------------------------------------------------------------

# Where AWS's ends of the tunnels are, and nothing else: what passes between site and VPCs is inside them.
resource "aws_dx_gateway_association" "main_hub" {
  dx_gateway_id         = aws_dx_gateway.main.id
  associated_gateway_id = aws_ec2_transit_gateway.hub.id
  allowed_prefixes      = ["10.255.0.0/24"]
}

# --- Outputs --------------------------------------------------------------------------------------

output "main_direct_connect_gateway_id" {
  description = "The Direct Connect gateway main, for virtual interfaces that are not in this network"
  value       = aws_dx_gateway.main.id
}

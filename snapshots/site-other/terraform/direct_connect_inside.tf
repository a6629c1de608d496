# other: Direct Connect gateway inside, eu-central-1. Made by netgen from site-other.yaml; change that file and render again.

# --- Direct Connect gateway -----------------------------------------------------------------------

resource "aws_dx_gateway" "inside" {
  name            = "other-inside"
  amazon_side_asn = "64514"

  lifecycle {
    prevent_destroy = true
  }
}

# --- Allowed prefixes -----------------------------------------------------------------------------

# Where AWS's ends of the tunnels are, and nothing else: what passes between site and VPCs is inside them.
resource "aws_dx_gateway_association" "inside_hub" {
  dx_gateway_id         = aws_dx_gateway.inside.id
  associated_gateway_id = aws_ec2_transit_gateway.hub.id
  allowed_prefixes      = ["100.127.0.0/24"]
}

# --- Outputs --------------------------------------------------------------------------------------

output "inside_direct_connect_gateway_id" {
  description = "The Direct Connect gateway inside, for virtual interfaces that are not in this network"
  value       = aws_dx_gateway.inside.id
}

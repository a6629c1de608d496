# kinds: unit share-gateway, us-east-1. Made by netgen from kinds.yaml; change that file and render again.

# --- Everything -----------------------------------------------------------------------------------

resource "aws_ram_resource_share" "hub_gateway" {
  name                      = "kinds-gateway"
  allow_external_principals = true

  tags = {
    Name = "gateway"
  }
}

resource "aws_ram_resource_association" "hub_gateway" {
  resource_share_arn = aws_ram_resource_share.hub_gateway.arn
  resource_arn       = aws_ec2_transit_gateway.hub.arn
}

resource "aws_ram_principal_association" "hub_gateway_partner" {
  resource_share_arn = aws_ram_resource_share.hub_gateway.arn
  principal          = "333333333333"

  depends_on = [aws_ram_resource_association.hub_gateway]
}

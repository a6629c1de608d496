# kinds: unit share-subnet, us-east-1. Made by netgen from kinds.yaml; change that file and render again.

# --- Everything -----------------------------------------------------------------------------------

resource "aws_ram_resource_share" "hub_subnet" {
  name                      = "kinds-subnet"
  allow_external_principals = false

  tags = {
    Name = "subnet"
  }
}

resource "aws_ram_resource_association" "hub_subnet" {
  resource_share_arn = aws_ram_resource_share.hub_subnet.arn
  resource_arn       = aws_subnet.shop_a.arn
}

resource "aws_ram_principal_association" "hub_subnet_partner" {
  resource_share_arn = aws_ram_resource_share.hub_subnet.arn
  principal          = "arn:aws:organizations::999999999999:ou/o-abc123defg/ou-ab12-cdefghij"

  depends_on = [aws_ram_resource_association.hub_subnet]
}

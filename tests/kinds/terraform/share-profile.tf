# kinds: unit share-profile, us-east-1. Made by netgen from kinds.yaml; change that file and render again.

# --- Everything -----------------------------------------------------------------------------------

resource "aws_ram_resource_share" "hub_profile" {
  name                      = "kinds-profile"
  allow_external_principals = true

  tags = {
    Name = "profile"
  }
}

resource "aws_ram_resource_association" "hub_profile" {
  resource_share_arn = aws_ram_resource_share.hub_profile.arn
  resource_arn       = aws_route53profiles_profile.hub.arn
}

resource "aws_ram_principal_association" "hub_profile_partner" {
  resource_share_arn = aws_ram_resource_share.hub_profile.arn
  principal          = "333333333333"

  depends_on = [aws_ram_resource_association.hub_profile]
}

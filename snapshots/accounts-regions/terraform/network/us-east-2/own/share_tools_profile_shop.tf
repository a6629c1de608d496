# two: Route 53 profile of VPC tools for account shop, us-east-2. Made by netgen from accounts-regions.yaml; change that file and render again.

# --- Principal ------------------------------------------------------------------------------------

resource "aws_ram_principal_association" "tools_profile_shop" {
  resource_share_arn = aws_ram_resource_share.tools_profile.arn
  principal          = "333333333333"

  depends_on = [aws_ram_resource_association.tools_profile]
}

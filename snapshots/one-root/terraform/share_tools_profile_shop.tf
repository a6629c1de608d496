# one-root: Route 53 profile of VPC tools for account shop, eu-central-1. Made by netgen from one-root.yaml; change that file and render again.

# --- Principal ------------------------------------------------------------------------------------

resource "aws_ram_principal_association" "tools_profile_shop" {
  resource_share_arn = aws_ram_resource_share.tools_profile.arn
  principal          = "222222222222"

  depends_on = [aws_ram_resource_association.tools_profile]
}

# two: Route 53 profile of VPC tools for account labs, us-east-2. Made by netgen from accounts-regions.yaml; change that file and render again.

# --- Principal ------------------------------------------------------------------------------------

resource "aws_ram_principal_association" "tools_profile_labs" {
  resource_share_arn = aws_ram_resource_share.tools_profile.arn
  principal          = var.account_labs_id

  depends_on = [aws_ram_resource_association.tools_profile]
}

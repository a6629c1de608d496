# one-root: Route 53 profile of VPC tools for account labs, eu-central-1. Made by netgen from one-root.yaml; change that file and render again.

# --- Principal ------------------------------------------------------------------------------------

resource "aws_ram_principal_association" "tools_profile_labs" {
  resource_share_arn = aws_ram_resource_share.tools_profile.arn
  principal          = var.account_labs_id

  depends_on = [aws_ram_resource_association.tools_profile]
}

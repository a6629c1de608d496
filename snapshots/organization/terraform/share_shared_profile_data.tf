# org: Route 53 profile of VPC shared for account data, eu-central-1. Made by netgen from organization.yaml; change that file and render again.

# --- Principal ------------------------------------------------------------------------------------

resource "aws_ram_principal_association" "shared_profile_data" {
  resource_share_arn = aws_ram_resource_share.shared_profile.arn
  principal          = "333333333333"

  depends_on = [aws_ram_resource_association.shared_profile]
}

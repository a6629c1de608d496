# one-root: account partner accepts Route 53 profile of VPC tools, eu-central-1. Made by netgen from one-root.yaml; change that file and render again.

# --- Invitation -----------------------------------------------------------------------------------

resource "aws_ram_resource_share_accepter" "tools_profile_partner" {
  provider = aws.partner_eu_central_1

  share_arn = aws_ram_resource_share.tools_profile.arn

  depends_on = [aws_ram_principal_association.tools_profile_partner]
}

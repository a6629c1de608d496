# one-root: account partner accepts transit gateway hub, eu-central-1. Made by netgen from one-root.yaml; change that file and render again.

# --- Invitation -----------------------------------------------------------------------------------

resource "aws_ram_resource_share_accepter" "hub_partner" {
  provider = aws.partner_eu_central_1

  share_arn = aws_ram_resource_share.hub.arn

  depends_on = [aws_ram_principal_association.hub_partner]
}

# one-root: transit gateway hub for account partner, eu-central-1. Made by netgen from one-root.yaml; change that file and render again.

# --- Principal ------------------------------------------------------------------------------------

resource "aws_ram_principal_association" "hub_partner" {
  resource_share_arn = aws_ram_resource_share.hub.arn
  principal          = "444444444444"

  depends_on = [aws_ram_resource_association.hub]
}

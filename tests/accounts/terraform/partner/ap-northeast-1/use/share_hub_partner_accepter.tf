# union: account partner accepts transit gateway hub, ap-northeast-1. Made by netgen from document.yaml; change that file and render again.

# --- Invitation -----------------------------------------------------------------------------------

resource "aws_ram_resource_share_accepter" "hub_partner" {
  share_arn = var.hub_resource_share_arn
}

# one-root: transit gateway open for account labs, eu-central-1. Made by netgen from one-root.yaml; change that file and render again.

# --- Principal ------------------------------------------------------------------------------------

resource "aws_ram_principal_association" "open_labs" {
  resource_share_arn = aws_ram_resource_share.open.arn
  principal          = var.account_labs_id

  depends_on = [aws_ram_resource_association.open]
}

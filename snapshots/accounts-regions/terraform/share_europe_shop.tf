# two: transit gateway europe for account shop, eu-central-1. Made by netgen from accounts-regions.yaml; change that file and render again.

# --- Principal ------------------------------------------------------------------------------------

resource "aws_ram_principal_association" "europe_shop" {
  resource_share_arn = aws_ram_resource_share.europe.arn
  principal          = "333333333333"

  depends_on = [aws_ram_resource_association.europe]
}

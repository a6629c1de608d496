# two: transit gateway america for account labs, us-east-2. Made by netgen from accounts-regions.yaml; change that file and render again.

# --- Principal ------------------------------------------------------------------------------------

resource "aws_ram_principal_association" "america_labs" {
  resource_share_arn = aws_ram_resource_share.america.arn
  principal          = var.account_labs_id

  depends_on = [aws_ram_resource_association.america]
}

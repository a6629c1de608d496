# outputs: transit gateway hub for account data, eu-west-1. Made by netgen from stack-outputs.yaml; change that file and render again.

# --- Principal ------------------------------------------------------------------------------------

resource "aws_ram_principal_association" "hub_data" {
  resource_share_arn = aws_ram_resource_share.hub.arn
  principal          = "333333333333"

  depends_on = [aws_ram_resource_association.hub]
}

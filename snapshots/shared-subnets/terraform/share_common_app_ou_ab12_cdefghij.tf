# shared: tier app of VPC common for unit ou-ab12-cdefghij, eu-west-1. Made by netgen from shared-subnets.yaml; change that file and render again.

# --- Principal ------------------------------------------------------------------------------------

resource "aws_ram_principal_association" "common_app_ou_ab12_cdefghij" {
  resource_share_arn = aws_ram_resource_share.common_app.arn
  principal          = "arn:aws:organizations::999999999999:ou/o-abc123defg/ou-ab12-cdefghij"

  depends_on = [
    aws_ram_resource_association.common_app_euw1_az1,
    aws_ram_resource_association.common_app_euw1_az2,
  ]
}

# shared: tier app of VPC common for account labs, eu-west-1. Made by netgen from shared-subnets.yaml; change that file and render again.

# --- Principal ------------------------------------------------------------------------------------

resource "aws_ram_principal_association" "common_app_labs" {
  resource_share_arn = aws_ram_resource_share.common_app.arn
  principal          = var.account_labs_id

  depends_on = [
    aws_ram_resource_association.common_app_euw1_az1,
    aws_ram_resource_association.common_app_euw1_az2,
  ]
}

# shared: tier data of VPC common for the organization, eu-west-1. Made by netgen from shared-subnets.yaml; change that file and render again.

# --- Principal ------------------------------------------------------------------------------------

resource "aws_ram_principal_association" "common_data_organization" {
  resource_share_arn = aws_ram_resource_share.common_data.arn
  principal          = "arn:aws:organizations::999999999999:organization/o-abc123defg"

  depends_on = [
    aws_ram_resource_association.common_data_euw1_az1,
    aws_ram_resource_association.common_data_euw1_az2,
  ]
}

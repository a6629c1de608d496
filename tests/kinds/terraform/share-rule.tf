# kinds: unit share-rule, us-east-1. Made by netgen from kinds.yaml; change that file and render again.

# --- Everything -----------------------------------------------------------------------------------

resource "aws_ram_resource_share" "hub_rule" {
  name                      = "kinds-rule"
  allow_external_principals = false

  tags = {
    Name = "rule"
  }
}

resource "aws_ram_resource_association" "hub_rule" {
  resource_share_arn = aws_ram_resource_share.hub_rule.arn
  resource_arn       = aws_route53_resolver_rule.shop_corp.arn
}

resource "aws_ram_principal_association" "hub_rule_partner" {
  resource_share_arn = aws_ram_resource_share.hub_rule.arn
  principal          = var.labs_account_id

  depends_on = [aws_ram_resource_association.hub_rule]
}

# union. Made by netgen from document.yaml; change that file and render again.

provider "aws" {
  region              = "ap-northeast-1"
  allowed_account_ids = [var.account_partner_id]
}

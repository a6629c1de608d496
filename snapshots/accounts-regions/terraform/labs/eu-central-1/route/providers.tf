# two. Made by netgen from accounts-regions.yaml; change that file and render again.

provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = [var.account_labs_id]
}

# terragrunt. Made by netgen from terragrunt.yaml; change that file and render again.

provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["222222222222"]
}

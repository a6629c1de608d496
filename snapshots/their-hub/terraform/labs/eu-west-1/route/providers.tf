# shops. Made by netgen from their-hub.yaml; change that file and render again.

provider "aws" {
  region              = "eu-west-1"
  allowed_account_ids = ["333333333333"]
}

# outputs. Made by netgen from stack-outputs.yaml; change that file and render again.

provider "aws" {
  region              = "eu-west-1"
  allowed_account_ids = ["333333333333"]
  profile             = "data"
}

# guests. Made by netgen from peer-others.yaml; change that file and render again.

provider "aws" {
  region              = "eu-west-1"
  allowed_account_ids = ["111111111111"]
}

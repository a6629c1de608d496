# guests. Made by netgen from peer-others.yaml; change that file and render again.

provider "aws" {
  region              = "eu-west-1"
  allowed_account_ids = ["222222222222"]

  assume_role {
    role_arn     = "arn:aws:iam::222222222222:role/deploy"
    session_name = "netgen"
  }
}

# two. Made by netgen from accounts-regions.yaml; change that file and render again.

provider "aws" {
  region              = "us-east-2"
  allowed_account_ids = ["333333333333"]

  assume_role {
    role_arn     = "arn:aws:iam::333333333333:role/net/deploy"
    session_name = "netgen"
  }
}

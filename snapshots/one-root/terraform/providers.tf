# one-root. Made by netgen from one-root.yaml; change that file and render again.

provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111111111111"]
}

provider "aws" {
  alias               = "labs_eu_central_1"
  region              = "eu-central-1"
  allowed_account_ids = [var.account_labs_id]
}

provider "aws" {
  alias               = "partner_eu_central_1"
  region              = "eu-central-1"
  allowed_account_ids = ["444444444444"]
  profile             = "partner-deploy"
}

provider "aws" {
  alias               = "shop_eu_central_1"
  region              = "eu-central-1"
  allowed_account_ids = ["222222222222"]

  assume_role {
    role_arn     = "arn:aws:iam::222222222222:role/deploy"
    session_name = "netgen"
  }
}

provider "aws" {
  alias               = "shop_eu_north_1"
  region              = "eu-north-1"
  allowed_account_ids = ["222222222222"]

  assume_role {
    role_arn     = "arn:aws:iam::222222222222:role/deploy"
    session_name = "netgen"
  }
}

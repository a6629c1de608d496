# org. Made by netgen from organization.yaml; change that file and render again.

provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["111111111111"]
}

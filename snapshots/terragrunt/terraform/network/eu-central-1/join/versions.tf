# terragrunt. Made by netgen from terragrunt.yaml; change that file and render again.

terraform {
  required_version = ">= 1.10"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7.0"
    }
  }

  backend "s3" {
    bucket       = "corp-states"
    key          = "networks/core/network/eu-central-1/join/terraform.tfstate"
    region       = "eu-central-1"
    encrypt      = true
    use_lockfile = true
    assume_role = {
      role_arn = "arn:aws:iam::999999999999:role/states"
    }
  }
}

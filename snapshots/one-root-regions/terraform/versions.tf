# one-root-regions. Made by netgen from one-root-regions.yaml; change that file and render again.

terraform {
  required_version = ">= 1.7"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7.0"
    }
  }
}

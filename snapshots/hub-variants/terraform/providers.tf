# lab. Made by netgen from hub-variants.yaml; change that file and render again.

provider "aws" {
  region = "eu-central-1"
}

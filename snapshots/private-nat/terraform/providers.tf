# private-nat. Made by netgen from private-nat.yaml; change that file and render again.

provider "aws" {
  region = "eu-west-1"
}

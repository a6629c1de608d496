# left. Made by netgen from left.yaml; change that file and render again.

provider "aws" {
  region = "eu-west-1"
}

# regional-nat. Made by netgen from regional-nat.yaml; change that file and render again.

provider "aws" {
  region = "eu-west-1"
}

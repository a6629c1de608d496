# everything. Made by netgen from everything.yaml; change that file and render again.

provider "aws" {
  region = "eu-west-1"
}

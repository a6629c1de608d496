# branch. Made by netgen from site-default-route.yaml; change that file and render again.

provider "aws" {
  region = "eu-west-1"
}

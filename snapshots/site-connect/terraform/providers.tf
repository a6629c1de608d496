# sd-wan. Made by netgen from site-connect.yaml; change that file and render again.

provider "aws" {
  region = "eu-west-1"
}

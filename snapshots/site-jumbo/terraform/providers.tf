# site-jumbo. Made by netgen from site-jumbo.yaml; change that file and render again.

provider "aws" {
  region = "eu-west-1"
}

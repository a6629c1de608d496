# adopted. Made by netgen from site-transit-gateway.yaml; change that file and render again.

provider "aws" {
  region = "eu-west-1"
}

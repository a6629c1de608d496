# retail. Made by netgen from vpn-concentrator.yaml; change that file and render again.

provider "aws" {
  region = "us-east-1"
}

# far. Made by netgen from gateway-peering.yaml; change that file and render again.

provider "aws" {
  region = "us-east-1"
}

# lone. Made by netgen from vpn-gateway.yaml; change that file and render again.

provider "aws" {
  region = "us-east-1"
}

# vpn-options. Made by netgen from vpn-options.yaml; change that file and render again.

provider "aws" {
  region = "eu-west-1"
}

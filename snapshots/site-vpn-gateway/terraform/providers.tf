# seed-hybrid. Made by netgen from site-vpn-gateway.yaml; change that file and render again.

provider "aws" {
  region = "ap-northeast-1"
}

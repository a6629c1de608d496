# hybrid. Made by netgen from dx-vpn.yaml; change that file and render again.

provider "aws" {
  region = "ap-northeast-1"
}

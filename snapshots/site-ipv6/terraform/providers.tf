# seed-ipv6. Made by netgen from site-ipv6.yaml; change that file and render again.

provider "aws" {
  region = "ap-northeast-1"
}

# vault. Made by netgen from dx-ipsec.yaml; change that file and render again.

provider "aws" {
  region = "ap-northeast-1"
}

# sealed. Made by netgen from site-public-ipsec.yaml; change that file and render again.

provider "aws" {
  region = "ap-northeast-1"
}

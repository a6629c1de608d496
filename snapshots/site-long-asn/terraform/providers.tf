# long. Made by netgen from site-long-asn.yaml; change that file and render again.

provider "aws" {
  region = "eu-west-1"
}

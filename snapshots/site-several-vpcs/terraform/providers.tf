# shared. Made by netgen from site-several-vpcs.yaml; change that file and render again.

provider "aws" {
  region = "ap-northeast-1"
}

# shop. Made by netgen from three-tier.yaml; change that file and render again.

provider "aws" {
  region = "ap-northeast-1"
}

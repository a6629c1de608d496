# hybrid. Made by netgen from hybrid.yaml; change that file and render again.

provider "aws" {
  region = "ap-northeast-1"
}

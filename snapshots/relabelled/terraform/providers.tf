# corp. Made by netgen from relabelled.yaml; change that file and render again.

provider "aws" {
  region = "ap-northeast-1"
}

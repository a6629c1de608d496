# corp. Made by netgen from pools.yaml; change that file and render again.

provider "aws" {
  region = "us-west-2"
}

# corp. Made by netgen from hub-spoke.yaml; change that file and render again.

provider "aws" {
  region = "us-east-1"
}

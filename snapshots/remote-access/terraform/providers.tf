# corp. Made by netgen from remote-access.yaml; change that file and render again.

provider "aws" {
  region = "eu-west-1"
}

# peers. Made by netgen from peers.yaml; change that file and render again.

provider "aws" {
  region = "eu-west-1"
}

# counter. Made by netgen from site-front-door.yaml; change that file and render again.

provider "aws" {
  region = "eu-west-1"
}

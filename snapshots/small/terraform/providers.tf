# small. Made by netgen from small.yaml; change that file and render again.

provider "aws" {
  region = "eu-central-1"
}

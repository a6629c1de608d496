# nest. Made by netgen from nested.yaml; change that file and render again.

provider "aws" {
  region = "eu-west-1"
}

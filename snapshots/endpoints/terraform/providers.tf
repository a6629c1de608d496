# endpoints. Made by netgen from endpoints.yaml; change that file and render again.

provider "aws" {
  region = "eu-west-1"
}

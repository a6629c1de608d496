# watched. Made by netgen from monitoring.yaml; change that file and render again.

provider "aws" {
  region = "eu-west-1"
}

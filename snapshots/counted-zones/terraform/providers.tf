# counted. Made by netgen from counted-zones.yaml; change that file and render again.

provider "aws" {
  region = "us-east-1"
}

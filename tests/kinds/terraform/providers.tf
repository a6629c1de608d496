# kinds. Made by netgen from kinds.yaml; change that file and render again.

provider "aws" {
  region = "us-east-1"
}

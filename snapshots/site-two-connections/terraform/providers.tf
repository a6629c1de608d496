# resilient. Made by netgen from site-two-connections.yaml; change that file and render again.

provider "aws" {
  region = "us-east-1"
}

# other. Made by netgen from site-other.yaml; change that file and render again.

provider "aws" {
  region = "eu-central-1"
}

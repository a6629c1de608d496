# plants. Made by netgen from site-link.yaml; change that file and render again.

provider "aws" {
  region = "eu-central-1"
}

# first-hop. Made by netgen from site-first-hop.yaml; change that file and render again.

provider "aws" {
  region = "eu-west-1"
}

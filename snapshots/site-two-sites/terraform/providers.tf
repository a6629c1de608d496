# branches. Made by netgen from site-two-sites.yaml; change that file and render again.

provider "aws" {
  region = "us-west-2"
}

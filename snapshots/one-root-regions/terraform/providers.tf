# one-root-regions. Made by netgen from one-root-regions.yaml; change that file and render again.

provider "aws" {
  region = "eu-west-1"
}

provider "aws" {
  alias  = "eu_north_1"
  region = "eu-north-1"
}

provider "aws" {
  alias  = "us_east_2"
  region = "us-east-2"
}

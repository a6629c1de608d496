# app. Made by netgen from their-hub-alone.yaml; change that file and render again.

provider "aws" {
  region = "eu-central-1"
}

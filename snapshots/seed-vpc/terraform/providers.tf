# seed. Made by netgen from seed-vpc.yaml; change that file and render again.

provider "aws" {
  region = "ap-northeast-1"
}

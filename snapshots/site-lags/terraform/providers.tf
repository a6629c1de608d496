# ports. Made by netgen from site-lags.yaml; change that file and render again.

provider "aws" {
  region = "ap-northeast-1"
}

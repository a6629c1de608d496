# open. Made by netgen from site-public.yaml; change that file and render again.

provider "aws" {
  region = "ap-northeast-1"
}

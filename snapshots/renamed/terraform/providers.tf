# corp. Made by netgen from renamed.yaml; change that file and render again.

provider "aws" {
  region = "ap-northeast-1"
}

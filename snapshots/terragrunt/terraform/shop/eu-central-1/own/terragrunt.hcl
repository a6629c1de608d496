# terragrunt. Made by netgen from terragrunt.yaml; change that file and render again.
# A unit of Terragrunt: terragrunt run --all plan (or apply) goes through all roots in their order.

include "root" {
  path = "../../../root.hcl"
}

# one-root. Made by netgen from one-root.yaml; change that file and render again.

variable "account_labs_id" {
  type        = string
  description = "The id of the AWS account labs: twelve digits, such as 222222222222"

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_labs_id))
    error_message = "Write the id of an account: twelve digits in quotes."
  }
}

# union. Made by netgen from document.yaml; change that file and render again.

variable "account_partner_id" {
  type        = string
  description = "The id of the AWS account partner: twelve digits, such as 222222222222"

  validation {
    condition     = can(regex("^[0-9]{12}$", var.account_partner_id))
    error_message = "Write the id of an account: twelve digits in quotes."
  }
}

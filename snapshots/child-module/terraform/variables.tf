# child-module. Made by netgen from child-module.yaml; change that file and render again.

variable "zone1" {
  type        = string
  description = "Availability zone for zone1, such as us-east-1a. Never change it: its subnets would be replaced."

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9][a-z]$", var.zone1))
    error_message = "Write the full name of an availability zone, such as us-east-1a."
  }
}

variable "zone2" {
  type        = string
  description = "Availability zone for zone2, such as us-east-1a. Never change it: its subnets would be replaced."

  validation {
    condition     = can(regex("^[a-z]{2}(-[a-z]+)+-[0-9][a-z]$", var.zone2))
    error_message = "Write the full name of an availability zone, such as us-east-1a."
  }
}

# two. Made by netgen from accounts-regions.yaml; change that file and render again.
# Values of other roots: apply.sh hands them on, and roots.json says which output is which variable.

variable "america_transit_gateway_id" {
  type        = string
  description = "Output america_transit_gateway_id of root network/us-east-2/own"

  validation {
    condition     = can(regex("^tgw-[0-9a-f]{8,17}$", var.america_transit_gateway_id))
    error_message = "Write an id that begins with tgw-."
  }
}

variable "tools_profile_id" {
  type        = string
  description = "Output tools_profile_id of root network/us-east-2/own"

  validation {
    condition     = can(regex("^.+$", var.tools_profile_id))
    error_message = "Write a value."
  }
}

variable "trial_attachment_use2_az1_subnet_id" {
  type        = string
  description = "Output trial_attachment_use2_az1_subnet_id of root labs/us-east-2/own"

  validation {
    condition     = can(regex("^subnet-[0-9a-f]{8,17}$", var.trial_attachment_use2_az1_subnet_id))
    error_message = "Write an id that begins with subnet-."
  }
}

variable "trial_attachment_use2_az2_subnet_id" {
  type        = string
  description = "Output trial_attachment_use2_az2_subnet_id of root labs/us-east-2/own"

  validation {
    condition     = can(regex("^subnet-[0-9a-f]{8,17}$", var.trial_attachment_use2_az2_subnet_id))
    error_message = "Write an id that begins with subnet-."
  }
}

variable "trial_vpc_id" {
  type        = string
  description = "Output trial_vpc_id of root labs/us-east-2/own"

  validation {
    condition     = can(regex("^vpc-[0-9a-f]{8,17}$", var.trial_vpc_id))
    error_message = "Write an id that begins with vpc-."
  }
}

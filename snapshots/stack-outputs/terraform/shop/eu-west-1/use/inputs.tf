# outputs. Made by netgen from stack-outputs.yaml; change that file and render again.
# Values of other roots: apply.sh hands them on, and roots.json says which output is which variable.

variable "hub_transit_gateway_id" {
  type        = string
  description = "Output hub_transit_gateway_id of root network/eu-west-1/own"

  validation {
    condition     = can(regex("^tgw-[0-9a-f]{8,17}$", var.hub_transit_gateway_id))
    error_message = "Write an id that begins with tgw-."
  }
}

variable "shop_attachment_euw1_az1_subnet_id" {
  type        = string
  description = "Output shop_attachment_euw1_az1_subnet_id of root shop/eu-west-1/own"

  validation {
    condition     = can(regex("^subnet-[0-9a-f]{8,17}$", var.shop_attachment_euw1_az1_subnet_id))
    error_message = "Write an id that begins with subnet-."
  }
}

variable "shop_attachment_euw1_az2_subnet_id" {
  type        = string
  description = "Output shop_attachment_euw1_az2_subnet_id of root shop/eu-west-1/own"

  validation {
    condition     = can(regex("^subnet-[0-9a-f]{8,17}$", var.shop_attachment_euw1_az2_subnet_id))
    error_message = "Write an id that begins with subnet-."
  }
}

variable "shop_vpc_id" {
  type        = string
  description = "Output shop_vpc_id of root shop/eu-west-1/own"

  validation {
    condition     = can(regex("^vpc-[0-9a-f]{8,17}$", var.shop_vpc_id))
    error_message = "Write an id that begins with vpc-."
  }
}

# pairs. Made by netgen from accounts-peers.yaml; change that file and render again.
# Values of other roots: apply.sh hands them on, and roots.json says which output is which variable.

variable "hub_app_euw1_az1_route_table_id" {
  type        = string
  description = "Output hub_app_euw1_az1_route_table_id of root core/eu-west-1/own"

  validation {
    condition     = can(regex("^rtb-[0-9a-f]{8,17}$", var.hub_app_euw1_az1_route_table_id))
    error_message = "Write an id that begins with rtb-."
  }
}

variable "hub_app_euw1_az2_route_table_id" {
  type        = string
  description = "Output hub_app_euw1_az2_route_table_id of root core/eu-west-1/own"

  validation {
    condition     = can(regex("^rtb-[0-9a-f]{8,17}$", var.hub_app_euw1_az2_route_table_id))
    error_message = "Write an id that begins with rtb-."
  }
}

variable "hub_vpc_id" {
  type        = string
  description = "Output hub_vpc_id of root core/eu-west-1/own"

  validation {
    condition     = can(regex("^vpc-[0-9a-f]{8,17}$", var.hub_vpc_id))
    error_message = "Write an id that begins with vpc-."
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

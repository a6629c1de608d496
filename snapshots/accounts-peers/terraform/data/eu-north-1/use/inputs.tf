# pairs. Made by netgen from accounts-peers.yaml; change that file and render again.
# Values of other roots: apply.sh hands them on, and roots.json says which output is which variable.

variable "data_store_route_table_id" {
  type        = string
  description = "Output data_store_route_table_id of root data/eu-north-1/own"

  validation {
    condition     = can(regex("^rtb-[0-9a-f]{8,17}$", var.data_store_route_table_id))
    error_message = "Write an id that begins with rtb-."
  }
}

variable "data_vpc_id" {
  type        = string
  description = "Output data_vpc_id of root data/eu-north-1/own"

  validation {
    condition     = can(regex("^vpc-[0-9a-f]{8,17}$", var.data_vpc_id))
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

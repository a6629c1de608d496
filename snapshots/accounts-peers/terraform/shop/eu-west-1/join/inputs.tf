# pairs. Made by netgen from accounts-peers.yaml; change that file and render again.
# Values of other roots: apply.sh hands them on, and roots.json says which output is which variable.

variable "hub_shop_vpc_peering_id" {
  type        = string
  description = "Output hub_shop_vpc_peering_id of root core/eu-west-1/use"

  validation {
    condition     = can(regex("^pcx-[0-9a-f]{8,17}$", var.hub_shop_vpc_peering_id))
    error_message = "Write an id that begins with pcx-."
  }
}

variable "shop_data_vpc_peering_id" {
  type        = string
  description = "Output shop_data_vpc_peering_id of root data/eu-north-1/use"

  validation {
    condition     = can(regex("^pcx-[0-9a-f]{8,17}$", var.shop_data_vpc_peering_id))
    error_message = "Write an id that begins with pcx-."
  }
}

variable "shop_database_route_table_id" {
  type        = string
  description = "Output shop_database_route_table_id of root shop/eu-west-1/own"

  validation {
    condition     = can(regex("^rtb-[0-9a-f]{8,17}$", var.shop_database_route_table_id))
    error_message = "Write an id that begins with rtb-."
  }
}

variable "shop_web_route_table_id" {
  type        = string
  description = "Output shop_web_route_table_id of root shop/eu-west-1/own"

  validation {
    condition     = can(regex("^rtb-[0-9a-f]{8,17}$", var.shop_web_route_table_id))
    error_message = "Write an id that begins with rtb-."
  }
}

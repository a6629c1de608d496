# guests. Made by netgen from peer-others.yaml; change that file and render again.
# Values of other roots: apply.sh hands them on, and roots.json says which output is which variable.

variable "orders_stock_vpc_peering_id" {
  type        = string
  description = "Output orders_stock_vpc_peering_id of root core/eu-west-1/use"

  validation {
    condition     = can(regex("^pcx-[0-9a-f]{8,17}$", var.orders_stock_vpc_peering_id))
    error_message = "Write an id that begins with pcx-."
  }
}

variable "stock_app_route_table_id" {
  type        = string
  description = "Output stock_app_route_table_id of root shop/eu-west-1/own"

  validation {
    condition     = can(regex("^rtb-[0-9a-f]{8,17}$", var.stock_app_route_table_id))
    error_message = "Write an id that begins with rtb-."
  }
}

# two. Made by netgen from accounts-regions.yaml; change that file and render again.
# Values of other roots: apply.sh hands them on, and roots.json says which output is which variable.

variable "europe_transit_gateway_id" {
  type        = string
  description = "Output europe_transit_gateway_id of root network/eu-central-1/own"

  validation {
    condition     = can(regex("^tgw-[0-9a-f]{8,17}$", var.europe_transit_gateway_id))
    error_message = "Write an id that begins with tgw-."
  }
}

variable "orders_app_route_table_id" {
  type        = string
  description = "Output orders_app_route_table_id of root shop/eu-central-1/own"

  validation {
    condition     = can(regex("^rtb-[0-9a-f]{8,17}$", var.orders_app_route_table_id))
    error_message = "Write an id that begins with rtb-."
  }
}

# shops. Made by netgen from their-hub.yaml; change that file and render again.
# Values of other roots: apply.sh hands them on, and roots.json says which output is which variable.

variable "catalog_app_route_table_id" {
  type        = string
  description = "Output catalog_app_route_table_id of root shop/eu-west-1/own"

  validation {
    condition     = can(regex("^rtb-[0-9a-f]{8,17}$", var.catalog_app_route_table_id))
    error_message = "Write an id that begins with rtb-."
  }
}

variable "egress_public_route_table_id" {
  type        = string
  description = "Output egress_public_route_table_id of root shop/eu-west-1/own"

  validation {
    condition     = can(regex("^rtb-[0-9a-f]{8,17}$", var.egress_public_route_table_id))
    error_message = "Write an id that begins with rtb-."
  }
}

variable "orders_app_route_table_id" {
  type        = string
  description = "Output orders_app_route_table_id of root shop/eu-west-1/own"

  validation {
    condition     = can(regex("^rtb-[0-9a-f]{8,17}$", var.orders_app_route_table_id))
    error_message = "Write an id that begins with rtb-."
  }
}

variable "probe_app_route_table_id" {
  type        = string
  description = "Output probe_app_route_table_id of root shop/eu-west-1/own"

  validation {
    condition     = can(regex("^rtb-[0-9a-f]{8,17}$", var.probe_app_route_table_id))
    error_message = "Write an id that begins with rtb-."
  }
}

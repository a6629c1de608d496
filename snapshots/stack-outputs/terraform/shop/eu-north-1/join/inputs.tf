# outputs. Made by netgen from stack-outputs.yaml; change that file and render again.
# Values of other roots: apply.sh hands them on, and roots.json says which output is which variable.

variable "north_south_vpc_peering_id" {
  type        = string
  description = "Output north_south_vpc_peering_id of root network/eu-north-1/use"

  validation {
    condition     = can(regex("^pcx-[0-9a-f]{8,17}$", var.north_south_vpc_peering_id))
    error_message = "Write an id that begins with pcx-."
  }
}

variable "south_app_route_table_id" {
  type        = string
  description = "Output south_app_route_table_id of root shop/eu-north-1/own"

  validation {
    condition     = can(regex("^rtb-[0-9a-f]{8,17}$", var.south_app_route_table_id))
    error_message = "Write an id that begins with rtb-."
  }
}

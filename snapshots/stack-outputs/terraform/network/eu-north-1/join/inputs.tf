# outputs. Made by netgen from stack-outputs.yaml; change that file and render again.
# Values of other roots: apply.sh hands them on, and roots.json says which output is which variable.

variable "core_north_vpc_peering_id" {
  type        = string
  description = "Output core_north_vpc_peering_id of root network/eu-west-1/use"

  validation {
    condition     = can(regex("^pcx-[0-9a-f]{8,17}$", var.core_north_vpc_peering_id))
    error_message = "Write an id that begins with pcx-."
  }
}

variable "north_app_route_table_id" {
  type        = string
  description = "Output north_app_route_table_id of root network/eu-north-1/own"

  validation {
    condition     = can(regex("^rtb-[0-9a-f]{8,17}$", var.north_app_route_table_id))
    error_message = "Write an id that begins with rtb-."
  }
}

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

variable "returns_app_route_table_id" {
  type        = string
  description = "Output returns_app_route_table_id of root shop/us-east-2/own"

  validation {
    condition     = can(regex("^rtb-[0-9a-f]{8,17}$", var.returns_app_route_table_id))
    error_message = "Write an id that begins with rtb-."
  }
}

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

variable "lake_store_route_table_id" {
  type        = string
  description = "Output lake_store_route_table_id of root data/eu-west-1/own"

  validation {
    condition     = can(regex("^rtb-[0-9a-f]{8,17}$", var.lake_store_route_table_id))
    error_message = "Write an id that begins with rtb-."
  }
}

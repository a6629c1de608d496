# outputs. Made by netgen from stack-outputs.yaml; change that file and render again.
# Values of other roots: apply.sh hands them on, and roots.json says which output is which variable.

variable "hub_data_transit_gateway_table_id" {
  type        = string
  description = "Output hub_data_transit_gateway_table_id of root network/eu-west-1/own"

  validation {
    condition     = can(regex("^tgw-rtb-[0-9a-f]{8,17}$", var.hub_data_transit_gateway_table_id))
    error_message = "Write an id that begins with tgw-rtb-."
  }
}

variable "hub_production_transit_gateway_table_id" {
  type        = string
  description = "Output hub_production_transit_gateway_table_id of root network/eu-west-1/own"

  validation {
    condition     = can(regex("^tgw-rtb-[0-9a-f]{8,17}$", var.hub_production_transit_gateway_table_id))
    error_message = "Write an id that begins with tgw-rtb-."
  }
}

variable "lake_transit_gateway_attachment_id" {
  type        = string
  description = "Output lake_transit_gateway_attachment_id of root data/eu-west-1/use"

  validation {
    condition     = can(regex("^tgw-attach-[0-9a-f]{8,17}$", var.lake_transit_gateway_attachment_id))
    error_message = "Write an id that begins with tgw-attach-."
  }
}

variable "shop_transit_gateway_attachment_id" {
  type        = string
  description = "Output shop_transit_gateway_attachment_id of root shop/eu-west-1/use"

  validation {
    condition     = can(regex("^tgw-attach-[0-9a-f]{8,17}$", var.shop_transit_gateway_attachment_id))
    error_message = "Write an id that begins with tgw-attach-."
  }
}

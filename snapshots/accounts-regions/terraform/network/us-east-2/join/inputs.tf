# two. Made by netgen from accounts-regions.yaml; change that file and render again.
# Values of other roots: apply.sh hands them on, and roots.json says which output is which variable.

variable "america_production_transit_gateway_table_id" {
  type        = string
  description = "Output america_production_transit_gateway_table_id of root network/us-east-2/own"

  validation {
    condition     = can(regex("^tgw-rtb-[0-9a-f]{8,17}$", var.america_production_transit_gateway_table_id))
    error_message = "Write an id that begins with tgw-rtb-."
  }
}

variable "america_shared_transit_gateway_table_id" {
  type        = string
  description = "Output america_shared_transit_gateway_table_id of root network/us-east-2/own"

  validation {
    condition     = can(regex("^tgw-rtb-[0-9a-f]{8,17}$", var.america_shared_transit_gateway_table_id))
    error_message = "Write an id that begins with tgw-rtb-."
  }
}

variable "returns_transit_gateway_attachment_id" {
  type        = string
  description = "Output returns_transit_gateway_attachment_id of root shop/us-east-2/use"

  validation {
    condition     = can(regex("^tgw-attach-[0-9a-f]{8,17}$", var.returns_transit_gateway_attachment_id))
    error_message = "Write an id that begins with tgw-attach-."
  }
}

variable "trial_transit_gateway_attachment_id" {
  type        = string
  description = "Output trial_transit_gateway_attachment_id of root labs/us-east-2/use"

  validation {
    condition     = can(regex("^tgw-attach-[0-9a-f]{8,17}$", var.trial_transit_gateway_attachment_id))
    error_message = "Write an id that begins with tgw-attach-."
  }
}

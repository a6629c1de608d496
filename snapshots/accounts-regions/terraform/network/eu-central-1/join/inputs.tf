# two. Made by netgen from accounts-regions.yaml; change that file and render again.
# Values of other roots: apply.sh hands them on, and roots.json says which output is which variable.

variable "bench_transit_gateway_attachment_id" {
  type        = string
  description = "Output bench_transit_gateway_attachment_id of root labs/eu-central-1/use"

  validation {
    condition     = can(regex("^tgw-attach-[0-9a-f]{8,17}$", var.bench_transit_gateway_attachment_id))
    error_message = "Write an id that begins with tgw-attach-."
  }
}

variable "egress_transit_gateway_attachment_id" {
  type        = string
  description = "Output egress_transit_gateway_attachment_id of root edge/eu-central-1/use"

  validation {
    condition     = can(regex("^tgw-attach-[0-9a-f]{8,17}$", var.egress_transit_gateway_attachment_id))
    error_message = "Write an id that begins with tgw-attach-."
  }
}

variable "europe_egress_transit_gateway_table_id" {
  type        = string
  description = "Output europe_egress_transit_gateway_table_id of root network/eu-central-1/own"

  validation {
    condition     = can(regex("^tgw-rtb-[0-9a-f]{8,17}$", var.europe_egress_transit_gateway_table_id))
    error_message = "Write an id that begins with tgw-rtb-."
  }
}

variable "europe_labs_transit_gateway_table_id" {
  type        = string
  description = "Output europe_labs_transit_gateway_table_id of root network/eu-central-1/own"

  validation {
    condition     = can(regex("^tgw-rtb-[0-9a-f]{8,17}$", var.europe_labs_transit_gateway_table_id))
    error_message = "Write an id that begins with tgw-rtb-."
  }
}

variable "europe_production_transit_gateway_table_id" {
  type        = string
  description = "Output europe_production_transit_gateway_table_id of root network/eu-central-1/own"

  validation {
    condition     = can(regex("^tgw-rtb-[0-9a-f]{8,17}$", var.europe_production_transit_gateway_table_id))
    error_message = "Write an id that begins with tgw-rtb-."
  }
}

variable "orders_transit_gateway_attachment_id" {
  type        = string
  description = "Output orders_transit_gateway_attachment_id of root shop/eu-central-1/use"

  validation {
    condition     = can(regex("^tgw-attach-[0-9a-f]{8,17}$", var.orders_transit_gateway_attachment_id))
    error_message = "Write an id that begins with tgw-attach-."
  }
}

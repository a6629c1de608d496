# union. Made by netgen from document.yaml; change that file and render again.
# Values of other roots: apply.sh hands them on, and roots.json says which output is which variable.

variable "bench_transit_gateway_attachment_id" {
  type        = string
  description = "Output bench_transit_gateway_attachment_id of root shop/ap-northeast-1/use"

  validation {
    condition     = can(regex("^tgw-attach-[0-9a-f]{8,17}$", var.bench_transit_gateway_attachment_id))
    error_message = "Write an id that begins with tgw-attach-."
  }
}

variable "direct_lab_transit_gateway_table_id" {
  type        = string
  description = "Output direct_lab_transit_gateway_table_id of root network/ap-northeast-1/own"

  validation {
    condition     = can(regex("^tgw-rtb-[0-9a-f]{8,17}$", var.direct_lab_transit_gateway_table_id))
    error_message = "Write an id that begins with tgw-rtb-."
  }
}

variable "hub_egress_transit_gateway_table_id" {
  type        = string
  description = "Output hub_egress_transit_gateway_table_id of root network/ap-northeast-1/own"

  validation {
    condition     = can(regex("^tgw-rtb-[0-9a-f]{8,17}$", var.hub_egress_transit_gateway_table_id))
    error_message = "Write an id that begins with tgw-rtb-."
  }
}

variable "hub_inspection_transit_gateway_table_id" {
  type        = string
  description = "Output hub_inspection_transit_gateway_table_id of root network/ap-northeast-1/own"

  validation {
    condition     = can(regex("^tgw-rtb-[0-9a-f]{8,17}$", var.hub_inspection_transit_gateway_table_id))
    error_message = "Write an id that begins with tgw-rtb-."
  }
}

variable "hub_partners_transit_gateway_table_id" {
  type        = string
  description = "Output hub_partners_transit_gateway_table_id of root network/ap-northeast-1/own"

  validation {
    condition     = can(regex("^tgw-rtb-[0-9a-f]{8,17}$", var.hub_partners_transit_gateway_table_id))
    error_message = "Write an id that begins with tgw-rtb-."
  }
}

variable "hub_production_transit_gateway_table_id" {
  type        = string
  description = "Output hub_production_transit_gateway_table_id of root network/ap-northeast-1/own"

  validation {
    condition     = can(regex("^tgw-rtb-[0-9a-f]{8,17}$", var.hub_production_transit_gateway_table_id))
    error_message = "Write an id that begins with tgw-rtb-."
  }
}

variable "orders_transit_gateway_attachment_id" {
  type        = string
  description = "Output orders_transit_gateway_attachment_id of root shop/ap-northeast-1/use"

  validation {
    condition     = can(regex("^tgw-attach-[0-9a-f]{8,17}$", var.orders_transit_gateway_attachment_id))
    error_message = "Write an id that begins with tgw-attach-."
  }
}

variable "tickets_transit_gateway_attachment_id" {
  type        = string
  description = "Output tickets_transit_gateway_attachment_id of root partner/ap-northeast-1/use"

  validation {
    condition     = can(regex("^tgw-attach-[0-9a-f]{8,17}$", var.tickets_transit_gateway_attachment_id))
    error_message = "Write an id that begins with tgw-attach-."
  }
}

# shops. Made by netgen from their-hub.yaml; change that file and render again.

variable "catalog_transit_gateway_attachment_id" {
  type        = string
  description = "The attachment of VPC catalog in account 222222222222, once it is there"

  validation {
    condition     = can(regex("^tgw-attach-[0-9a-f]{8,17}$", var.catalog_transit_gateway_attachment_id))
    error_message = "Write the id of an attachment, such as tgw-attach-0123456789abcdef0."
  }
}

variable "egress_transit_gateway_attachment_id" {
  type        = string
  description = "The attachment of VPC egress in account 222222222222, once it is there"

  validation {
    condition     = can(regex("^tgw-attach-[0-9a-f]{8,17}$", var.egress_transit_gateway_attachment_id))
    error_message = "Write the id of an attachment, such as tgw-attach-0123456789abcdef0."
  }
}

variable "orders_transit_gateway_attachment_id" {
  type        = string
  description = "The attachment of VPC orders in account 222222222222, once it is there"

  validation {
    condition     = can(regex("^tgw-attach-[0-9a-f]{8,17}$", var.orders_transit_gateway_attachment_id))
    error_message = "Write the id of an attachment, such as tgw-attach-0123456789abcdef0."
  }
}

variable "trial_transit_gateway_attachment_id" {
  type        = string
  description = "The attachment of VPC trial in account 333333333333, once it is there"

  validation {
    condition     = can(regex("^tgw-attach-[0-9a-f]{8,17}$", var.trial_transit_gateway_attachment_id))
    error_message = "Write the id of an attachment, such as tgw-attach-0123456789abcdef0."
  }
}

# shops. Made by netgen from their-hub.yaml; change that file and render again.

variable "bench_transit_gateway_attachment_id" {
  type        = string
  description = "The attachment of VPC bench in account 333333333333, once it is there"

  validation {
    condition     = can(regex("^tgw-attach-[0-9a-f]{8,17}$", var.bench_transit_gateway_attachment_id))
    error_message = "Write the id of an attachment, such as tgw-attach-0123456789abcdef0."
  }
}

variable "probe_transit_gateway_attachment_id" {
  type        = string
  description = "The attachment of VPC probe in account 222222222222, once it is there"

  validation {
    condition     = can(regex("^tgw-attach-[0-9a-f]{8,17}$", var.probe_transit_gateway_attachment_id))
    error_message = "Write the id of an attachment, such as tgw-attach-0123456789abcdef0."
  }
}

# app. Made by netgen from their-hub-alone.yaml; change that file and render again.

variable "app_transit_gateway_attachment_id" {
  type        = string
  description = "The attachment of VPC app, once it is there"

  validation {
    condition     = can(regex("^tgw-attach-[0-9a-f]{8,17}$", var.app_transit_gateway_attachment_id))
    error_message = "Write the id of an attachment, such as tgw-attach-0123456789abcdef0."
  }
}

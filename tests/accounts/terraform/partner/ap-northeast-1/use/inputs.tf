# union. Made by netgen from document.yaml; change that file and render again.
# Values of other roots: apply.sh hands them on, and roots.json says which output is which variable.

variable "hub_resource_share_arn" {
  type        = string
  description = "Output hub_resource_share_arn of root network/ap-northeast-1/own"

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:[a-z0-9-]+:", var.hub_resource_share_arn))
    error_message = "Write an ARN."
  }
}

variable "hub_transit_gateway_id" {
  type        = string
  description = "Output hub_transit_gateway_id of root network/ap-northeast-1/own"

  validation {
    condition     = can(regex("^tgw-[0-9a-f]{8,17}$", var.hub_transit_gateway_id))
    error_message = "Write an id that begins with tgw-."
  }
}

variable "orders_vpc_id" {
  type        = string
  description = "Output orders_vpc_id of root shop/ap-northeast-1/own"

  validation {
    condition     = can(regex("^vpc-[0-9a-f]{8,17}$", var.orders_vpc_id))
    error_message = "Write an id that begins with vpc-."
  }
}

variable "stock_app_route_table_id" {
  type        = string
  description = "Output stock_app_route_table_id of root partner/ap-northeast-1/own"

  validation {
    condition     = can(regex("^rtb-[0-9a-f]{8,17}$", var.stock_app_route_table_id))
    error_message = "Write an id that begins with rtb-."
  }
}

variable "stock_vpc_id" {
  type        = string
  description = "Output stock_vpc_id of root partner/ap-northeast-1/own"

  validation {
    condition     = can(regex("^vpc-[0-9a-f]{8,17}$", var.stock_vpc_id))
    error_message = "Write an id that begins with vpc-."
  }
}

variable "tickets_attachment_a_subnet_id" {
  type        = string
  description = "Output tickets_attachment_a_subnet_id of root partner/ap-northeast-1/own"

  validation {
    condition     = can(regex("^subnet-[0-9a-f]{8,17}$", var.tickets_attachment_a_subnet_id))
    error_message = "Write an id that begins with subnet-."
  }
}

variable "tickets_attachment_c_subnet_id" {
  type        = string
  description = "Output tickets_attachment_c_subnet_id of root partner/ap-northeast-1/own"

  validation {
    condition     = can(regex("^subnet-[0-9a-f]{8,17}$", var.tickets_attachment_c_subnet_id))
    error_message = "Write an id that begins with subnet-."
  }
}

variable "tickets_vpc_id" {
  type        = string
  description = "Output tickets_vpc_id of root partner/ap-northeast-1/own"

  validation {
    condition     = can(regex("^vpc-[0-9a-f]{8,17}$", var.tickets_vpc_id))
    error_message = "Write an id that begins with vpc-."
  }
}

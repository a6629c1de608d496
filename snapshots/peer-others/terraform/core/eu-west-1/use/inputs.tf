# guests. Made by netgen from peer-others.yaml; change that file and render again.
# Values of other roots: apply.sh hands them on, and roots.json says which output is which variable.

variable "orders_app_euw1_az1_route_table_id" {
  type        = string
  description = "Output orders_app_euw1_az1_route_table_id of root core/eu-west-1/own"

  validation {
    condition     = can(regex("^rtb-[0-9a-f]{8,17}$", var.orders_app_euw1_az1_route_table_id))
    error_message = "Write an id that begins with rtb-."
  }
}

variable "orders_app_euw1_az2_route_table_id" {
  type        = string
  description = "Output orders_app_euw1_az2_route_table_id of root core/eu-west-1/own"

  validation {
    condition     = can(regex("^rtb-[0-9a-f]{8,17}$", var.orders_app_euw1_az2_route_table_id))
    error_message = "Write an id that begins with rtb-."
  }
}

variable "orders_database_route_table_id" {
  type        = string
  description = "Output orders_database_route_table_id of root core/eu-west-1/own"

  validation {
    condition     = can(regex("^rtb-[0-9a-f]{8,17}$", var.orders_database_route_table_id))
    error_message = "Write an id that begins with rtb-."
  }
}

variable "orders_vpc_id" {
  type        = string
  description = "Output orders_vpc_id of root core/eu-west-1/own"

  validation {
    condition     = can(regex("^vpc-[0-9a-f]{8,17}$", var.orders_vpc_id))
    error_message = "Write an id that begins with vpc-."
  }
}

variable "stock_vpc_id" {
  type        = string
  description = "Output stock_vpc_id of root shop/eu-west-1/own"

  validation {
    condition     = can(regex("^vpc-[0-9a-f]{8,17}$", var.stock_vpc_id))
    error_message = "Write an id that begins with vpc-."
  }
}

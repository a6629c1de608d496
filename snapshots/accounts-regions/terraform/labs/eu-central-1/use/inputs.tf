# two. Made by netgen from accounts-regions.yaml; change that file and render again.
# Values of other roots: apply.sh hands them on, and roots.json says which output is which variable.

variable "bench_attachment_euc1_az2_subnet_id" {
  type        = string
  description = "Output bench_attachment_euc1_az2_subnet_id of root labs/eu-central-1/own"

  validation {
    condition     = can(regex("^subnet-[0-9a-f]{8,17}$", var.bench_attachment_euc1_az2_subnet_id))
    error_message = "Write an id that begins with subnet-."
  }
}

variable "bench_attachment_euc1_az3_subnet_id" {
  type        = string
  description = "Output bench_attachment_euc1_az3_subnet_id of root labs/eu-central-1/own"

  validation {
    condition     = can(regex("^subnet-[0-9a-f]{8,17}$", var.bench_attachment_euc1_az3_subnet_id))
    error_message = "Write an id that begins with subnet-."
  }
}

variable "bench_vpc_id" {
  type        = string
  description = "Output bench_vpc_id of root labs/eu-central-1/own"

  validation {
    condition     = can(regex("^vpc-[0-9a-f]{8,17}$", var.bench_vpc_id))
    error_message = "Write an id that begins with vpc-."
  }
}

variable "europe_transit_gateway_id" {
  type        = string
  description = "Output europe_transit_gateway_id of root network/eu-central-1/own"

  validation {
    condition     = can(regex("^tgw-[0-9a-f]{8,17}$", var.europe_transit_gateway_id))
    error_message = "Write an id that begins with tgw-."
  }
}

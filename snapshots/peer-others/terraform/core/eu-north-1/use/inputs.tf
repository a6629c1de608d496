# guests. Made by netgen from peer-others.yaml; change that file and render again.
# Values of other roots: apply.sh hands them on, and roots.json says which output is which variable.

variable "orders_archive_vpc_peering_id" {
  type        = string
  description = "Output orders_archive_vpc_peering_id of root core/eu-west-1/own"

  validation {
    condition     = can(regex("^pcx-[0-9a-f]{8,17}$", var.orders_archive_vpc_peering_id))
    error_message = "Write an id that begins with pcx-."
  }
}

# seed-ipv6. Made by netgen from site-ipv6.yaml; change that file and render again.

variable "tokyo_dx_1_bgp" {
  type        = string
  description = "The key of the BGP session of uplink dx-1 of site tokyo: entry bgp of the secret corp/dx/dx-1"
  sensitive   = true

  validation {
    condition     = can(regex("^[A-Za-z][A-Za-z0-9._-]{5,79}$", var.tokyo_dx_1_bgp))
    error_message = "Write 6 to 80 letters, digits, dots, underscores and hyphens, a letter first: routers read a digit there otherwise."
  }
}

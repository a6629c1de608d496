# hybrid. Made by netgen from hybrid.yaml; change that file and render again.

variable "tokyo_inet_tunnel1" {
  type        = string
  description = "The pre-shared key of uplink inet of site tokyo: entry tunnel1 of the secret corp/vpn/inet"
  sensitive   = true

  validation {
    condition     = can(regex("^[A-Za-z1-9._][A-Za-z0-9._]{7,63}$", var.tokyo_inet_tunnel1))
    error_message = "Write 8 to 64 letters, digits, dots and underscores, no zero at the beginning."
  }
}

variable "tokyo_inet_tunnel2" {
  type        = string
  description = "The pre-shared key of uplink inet of site tokyo: entry tunnel2 of the secret corp/vpn/inet"
  sensitive   = true

  validation {
    condition     = can(regex("^[A-Za-z1-9._][A-Za-z0-9._]{7,63}$", var.tokyo_inet_tunnel2))
    error_message = "Write 8 to 64 letters, digits, dots and underscores, no zero at the beginning."
  }
}

variable "tokyo_dx_1_bgp" {
  type        = string
  description = "The key of the BGP session of uplink dx-1 of site tokyo: entry bgp of the secret corp/bgp/dx-1"
  sensitive   = true

  validation {
    condition     = can(regex("^[A-Za-z][A-Za-z0-9._-]{5,79}$", var.tokyo_dx_1_bgp))
    error_message = "Write 6 to 80 letters, digits, dots, underscores and hyphens, a letter first: routers read a digit there otherwise."
  }
}

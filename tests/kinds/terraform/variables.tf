# kinds. Made by netgen from kinds.yaml; change that file and render again.

variable "kinds_vpn_lte_tunnel1" {
  type        = string
  description = "A key: entry tunnel1 of the secret kinds/vpn/lte"
  sensitive   = true

  validation {
    condition     = can(regex("^[A-Za-z1-9._][A-Za-z0-9._]{7,63}$", var.kinds_vpn_lte_tunnel1))
    error_message = "Write 8 to 64 letters, digits, dots and underscores, no zero at the beginning."
  }
}

variable "kinds_vpn_lte_tunnel2" {
  type        = string
  description = "A key: entry tunnel2 of the secret kinds/vpn/lte"
  sensitive   = true

  validation {
    condition     = can(regex("^[A-Za-z1-9._][A-Za-z0-9._]{7,63}$", var.kinds_vpn_lte_tunnel2))
    error_message = "Write 8 to 64 letters, digits, dots and underscores, no zero at the beginning."
  }
}

variable "kinds_bgp_dx_1_bgp" {
  type        = string
  description = "A key: entry bgp of the secret kinds/bgp/dx-1"
  sensitive   = true

  validation {
    condition     = can(regex("^[A-Za-z][A-Za-z0-9._-]{5,79}$", var.kinds_bgp_dx_1_bgp))
    error_message = "Write 6 to 80 letters, digits, dots, underscores and hyphens, a letter first: routers read a digit there otherwise."
  }
}

variable "kinds_bgp_dx_2_bgp" {
  type        = string
  description = "A key: entry bgp of the secret kinds/bgp/dx-2"
  sensitive   = true

  validation {
    condition     = can(regex("^[A-Za-z][A-Za-z0-9._-]{5,79}$", var.kinds_bgp_dx_2_bgp))
    error_message = "Write 6 to 80 letters, digits, dots, underscores and hyphens, a letter first: routers read a digit there otherwise."
  }
}

variable "labs_account_id" {
  type        = string
  description = "The id of the account labs: twelve digits, such as 222222222222"

  validation {
    condition     = can(regex("^[0-9]{12}$", var.labs_account_id))
    error_message = "Write the id of an account: twelve digits in quotes."
  }
}

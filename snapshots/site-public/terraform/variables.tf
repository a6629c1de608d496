# open. Made by netgen from site-public.yaml; change that file and render again.

variable "tokyo_public_1_bgp" {
  type        = string
  description = "The key of the BGP session of uplink public-1 of site tokyo: entry bgp of the secret corp/bgp/public-1"
  sensitive   = true

  validation {
    condition     = can(regex("^[A-Za-z][A-Za-z0-9._-]{5,79}$", var.tokyo_public_1_bgp))
    error_message = "Write 6 to 80 letters, digits, dots, underscores and hyphens, a letter first: routers read a digit there otherwise."
  }
}

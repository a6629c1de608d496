variable "owner" {
  description = "The team that pays."
  type        = string
}

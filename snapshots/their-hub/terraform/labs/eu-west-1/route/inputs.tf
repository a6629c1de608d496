# shops. Made by netgen from their-hub.yaml; change that file and render again.
# Values of other roots: apply.sh hands them on, and roots.json says which output is which variable.

variable "trial_app_route_table_id" {
  type        = string
  description = "Output trial_app_route_table_id of root labs/eu-west-1/own"

  validation {
    condition     = can(regex("^rtb-[0-9a-f]{8,17}$", var.trial_app_route_table_id))
    error_message = "Write an id that begins with rtb-."
  }
}

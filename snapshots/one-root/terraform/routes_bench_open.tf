# one-root: routes of VPC bench to transit gateway open, eu-central-1. Made by netgen from one-root.yaml; change that file and render again.

# --- Routes to transit gateway open ---------------------------------------------------------------

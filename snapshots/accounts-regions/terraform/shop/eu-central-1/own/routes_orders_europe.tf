# two: routes of VPC orders to transit gateway europe, eu-central-1. Made by netgen from accounts-regions.yaml; change that file and render again.

# --- Routes to transit gateway europe -------------------------------------------------------------

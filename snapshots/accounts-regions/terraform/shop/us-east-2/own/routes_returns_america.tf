# two: routes of VPC returns to transit gateway america, us-east-2. Made by netgen from accounts-regions.yaml; change that file and render again.

# --- Routes to transit gateway america ------------------------------------------------------------

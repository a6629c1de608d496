# union: routes of VPC bench to transit gateway direct, ap-northeast-1. Made by netgen from document.yaml; change that file and render again.

# --- Routes to transit gateway direct -------------------------------------------------------------

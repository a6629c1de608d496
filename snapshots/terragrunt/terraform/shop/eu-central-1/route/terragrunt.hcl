# terragrunt. Made by netgen from terragrunt.yaml; change that file and render again.
# A unit of Terragrunt: terragrunt run --all plan (or apply) goes through all roots in their order.

include "root" {
  path = "../../../root.hcl"
}

dependency "network_eu_central_1_own" {
  config_path = "../../.."

  # Of the right form, and of nothing: for plans before that root tells its values.
  mock_outputs = {
    hub_transit_gateway_id = "tgw-00000000000000000"
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

dependency "shop_eu_central_1_own" {
  config_path = "../../../shop/eu-central-1/own"

  # Of the right form, and of nothing: for plans before that root tells its values.
  mock_outputs = {
    orders_app_route_table_id = "rtb-00000000000000000"
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

inputs = {
  hub_transit_gateway_id    = dependency.network_eu_central_1_own.outputs.hub_transit_gateway_id
  orders_app_route_table_id = dependency.shop_eu_central_1_own.outputs.orders_app_route_table_id
}

dependencies {
  paths = ["../../../network/eu-central-1/join"]
}

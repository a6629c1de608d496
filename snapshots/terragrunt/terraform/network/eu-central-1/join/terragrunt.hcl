# terragrunt. Made by netgen from terragrunt.yaml; change that file and render again.
# A unit of Terragrunt: terragrunt run --all plan (or apply) goes through all roots in their order.

include "root" {
  path = "../../../root.hcl"
}

dependency "network_eu_central_1_own" {
  config_path = "../../.."

  # Of the right form, and of nothing: for plans before that root tells its values.
  mock_outputs = {
    hub_production_transit_gateway_table_id = "tgw-rtb-00000000000000000"
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

dependency "shop_eu_central_1_use" {
  config_path = "../../../shop/eu-central-1/use"

  # Of the right form, and of nothing: for plans before that root tells its values.
  mock_outputs = {
    orders_transit_gateway_attachment_id = "tgw-attach-00000000000000000"
  }
  mock_outputs_allowed_terraform_commands = ["init", "validate", "plan"]
  mock_outputs_merge_strategy_with_state  = "shallow"
}

inputs = {
  hub_production_transit_gateway_table_id = dependency.network_eu_central_1_own.outputs.hub_production_transit_gateway_table_id
  orders_transit_gateway_attachment_id    = dependency.shop_eu_central_1_use.outputs.orders_transit_gateway_attachment_id
}

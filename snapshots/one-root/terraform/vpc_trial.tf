# one-root: VPC trial, eu-central-1. Made by netgen from one-root.yaml; change that file and render again.

# --- VPC and gateways -----------------------------------------------------------------------------

resource "aws_vpc" "trial" {
  provider = aws.labs_eu_central_1

  cidr_block           = "10.0.80.0/20"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = {
    Name = "trial"
  }
}

resource "aws_default_security_group" "trial" {
  provider = aws.labs_eu_central_1

  vpc_id = aws_vpc.trial.id

  tags = {
    Name = "trial-default"
  }
}

# --- Tier app: 10.0.80.0/22, default route to the transit gateway ---------------------------------

resource "aws_subnet" "trial_app_euc1_az2" {
  provider = aws.labs_eu_central_1

  vpc_id                  = aws_vpc.trial.id
  availability_zone_id    = "euc1-az2"
  cidr_block              = "10.0.80.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "trial-app-euc1-az2"
  }
}

resource "aws_subnet" "trial_app_euc1_az3" {
  provider = aws.labs_eu_central_1

  vpc_id                  = aws_vpc.trial.id
  availability_zone_id    = "euc1-az3"
  cidr_block              = "10.0.81.0/24"
  map_public_ip_on_launch = false

  tags = {
    Name = "trial-app-euc1-az3"
  }
}

resource "aws_route_table" "trial_app" {
  provider = aws.labs_eu_central_1

  vpc_id = aws_vpc.trial.id

  tags = {
    Name = "trial-app"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "trial_app_euc1_az2" {
  provider = aws.labs_eu_central_1

  subnet_id      = aws_subnet.trial_app_euc1_az2.id
  route_table_id = aws_route_table.trial_app.id
}

resource "aws_route_table_association" "trial_app_euc1_az3" {
  provider = aws.labs_eu_central_1

  subnet_id      = aws_subnet.trial_app_euc1_az3.id
  route_table_id = aws_route_table.trial_app.id

  depends_on = [aws_route_table_association.trial_app_euc1_az2]
}

# --- Tier attachment: 10.0.84.0/26, no default route ----------------------------------------------

resource "aws_subnet" "trial_attachment_euc1_az2" {
  provider = aws.labs_eu_central_1

  vpc_id                  = aws_vpc.trial.id
  availability_zone_id    = "euc1-az2"
  cidr_block              = "10.0.84.0/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "trial-attachment-euc1-az2"
  }
}

resource "aws_subnet" "trial_attachment_euc1_az3" {
  provider = aws.labs_eu_central_1

  vpc_id                  = aws_vpc.trial.id
  availability_zone_id    = "euc1-az3"
  cidr_block              = "10.0.84.16/28"
  map_public_ip_on_launch = false

  tags = {
    Name = "trial-attachment-euc1-az3"
  }
}

resource "aws_route_table" "trial_attachment" {
  provider = aws.labs_eu_central_1

  vpc_id = aws_vpc.trial.id

  tags = {
    Name = "trial-attachment"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_route_table_association" "trial_attachment_euc1_az2" {
  provider = aws.labs_eu_central_1

  subnet_id      = aws_subnet.trial_attachment_euc1_az2.id
  route_table_id = aws_route_table.trial_attachment.id
}

resource "aws_route_table_association" "trial_attachment_euc1_az3" {
  provider = aws.labs_eu_central_1

  subnet_id      = aws_subnet.trial_attachment_euc1_az3.id
  route_table_id = aws_route_table.trial_attachment.id

  depends_on = [aws_route_table_association.trial_attachment_euc1_az2]
}

# --- Attachment to the transit gateway ------------------------------------------------------------

resource "aws_ec2_transit_gateway_vpc_attachment" "trial" {
  provider = aws.labs_eu_central_1

  transit_gateway_id                 = aws_ec2_transit_gateway.hub.id
  vpc_id                             = aws_vpc.trial.id
  subnet_ids                         = [aws_subnet.trial_attachment_euc1_az2.id, aws_subnet.trial_attachment_euc1_az3.id]
  appliance_mode_support             = "disable"
  dns_support                        = "enable"
  security_group_referencing_support = "enable"

  tags = {
    Name = "trial"
  }

  depends_on = [aws_ram_principal_association.hub_labs]
}

# --- Endpoints ------------------------------------------------------------------------------------

resource "aws_vpc_endpoint" "trial_s3" {
  provider = aws.labs_eu_central_1

  vpc_id            = aws_vpc.trial.id
  service_name      = "com.amazonaws.eu-central-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.trial_app.id]

  tags = {
    Name = "trial-s3"
  }
}

resource "aws_vpc_endpoint" "trial_dynamodb" {
  provider = aws.labs_eu_central_1

  vpc_id            = aws_vpc.trial.id
  service_name      = "com.amazonaws.eu-central-1.dynamodb"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.trial_app.id]

  tags = {
    Name = "trial-dynamodb"
  }
}

# --- Names from VPC tools -------------------------------------------------------------------------

resource "aws_route53profiles_association" "trial" {
  provider = aws.labs_eu_central_1

  name        = "one-root-trial"
  profile_id  = aws_route53profiles_profile.tools.id
  resource_id = aws_vpc.trial.id

  tags = {
    Name = "trial-tools"
  }

  depends_on = [aws_ram_principal_association.tools_profile_labs]
}

# --- Outputs --------------------------------------------------------------------------------------

output "trial_vpc_id" {
  description = "The VPC trial"
  value       = aws_vpc.trial.id
}

output "trial_app_subnet_ids" {
  description = "Subnets of tier app in zones euc1-az2, euc1-az3"
  value = {
    euc1-az2 = aws_subnet.trial_app_euc1_az2.id
    euc1-az3 = aws_subnet.trial_app_euc1_az3.id
  }
}

output "trial_attachment_subnet_ids" {
  description = "Subnets of tier attachment in zones euc1-az2, euc1-az3"
  value = {
    euc1-az2 = aws_subnet.trial_attachment_euc1_az2.id
    euc1-az3 = aws_subnet.trial_attachment_euc1_az3.id
  }
}

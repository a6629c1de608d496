# ports: Direct Connect connections and LAGs, ap-northeast-1. Made by netgen from site-lags.yaml; change that file and render again.

# --- Direct Connect connections -------------------------------------------------------------------

resource "aws_dx_connection" "dojima" {
  name          = "ports-dojima"
  bandwidth     = "10Gbps"
  location      = "EqOS1"
  provider_name = "AT&T"
  skip_destroy  = true

  tags = {
    Name  = "dojima"
    Owner = "carriers"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_dx_connection" "spare" {
  name         = "ports-spare"
  bandwidth    = "1Gbps"
  location     = "CS32A-24FL"
  skip_destroy = true

  tags = {
    Name = "spare"
  }
}

# --- LAG pair -------------------------------------------------------------------------------------

resource "aws_dx_lag" "pair" {
  name                  = "ports-pair"
  connections_bandwidth = "10Gbps"
  location              = "EqTY2"

  tags = {
    Name = "pair"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_dx_connection" "pair_1" {
  name         = "ports-pair-1"
  bandwidth    = "10Gbps"
  location     = "EqTY2"
  skip_destroy = true

  tags = {
    Name = "pair-1"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_dx_connection_association" "pair_1" {
  connection_id = aws_dx_connection.pair_1.id
  lag_id        = aws_dx_lag.pair.id
}

resource "aws_dx_connection" "pair_2" {
  name         = "ports-pair-2"
  bandwidth    = "10Gbps"
  location     = "EqTY2"
  skip_destroy = true

  tags = {
    Name = "pair-2"
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_dx_connection_association" "pair_2" {
  connection_id = aws_dx_connection.pair_2.id
  lag_id        = aws_dx_lag.pair.id
}

# --- LAG wide -------------------------------------------------------------------------------------

resource "aws_dx_lag" "wide" {
  name                  = "ports-wide"
  connections_bandwidth = "100Gbps"
  location              = "EqTY2"
  provider_name         = "Equinix, Inc."

  tags = {
    Name = "wide"
  }
}

resource "aws_dx_connection" "wide_1" {
  name          = "ports-wide-1"
  bandwidth     = "100Gbps"
  location      = "EqTY2"
  provider_name = "Equinix, Inc."
  skip_destroy  = true

  tags = {
    Name = "wide-1"
  }
}

resource "aws_dx_connection_association" "wide_1" {
  connection_id = aws_dx_connection.wide_1.id
  lag_id        = aws_dx_lag.wide.id
}

# --- Outputs --------------------------------------------------------------------------------------

output "dojima_connection_id" {
  description = "The Direct Connect connection dojima, for its letter of authorization and its state"
  value       = aws_dx_connection.dojima.id
}

output "spare_connection_id" {
  description = "The Direct Connect connection spare, for its letter of authorization and its state"
  value       = aws_dx_connection.spare.id
}

output "pair_lag_id" {
  description = "The LAG pair, for virtual interfaces that are not in this network"
  value       = aws_dx_lag.pair.id
}

output "pair_1_connection_id" {
  description = "The Direct Connect connection pair-1, for its letter of authorization and its state"
  value       = aws_dx_connection.pair_1.id
}

output "pair_2_connection_id" {
  description = "The Direct Connect connection pair-2, for its letter of authorization and its state"
  value       = aws_dx_connection.pair_2.id
}

output "wide_lag_id" {
  description = "The LAG wide, for virtual interfaces that are not in this network"
  value       = aws_dx_lag.wide.id
}

output "wide_1_connection_id" {
  description = "The Direct Connect connection wide-1, for its letter of authorization and its state"
  value       = aws_dx_connection.wide_1.id
}

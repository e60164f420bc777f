variable "name" {
  type = string
}

variable "subnet_ids" {
  type = list(string)
}

variable "security_group_ids" {
  type = list(string)
}

variable "alarm_topic_arn" {
  type = string
}

locals {
  nodes  = ["001", "002"]
  id     = "${var.name}-redis"
  tags   = { Project = "koneksi", Environment = "staging" }
  alarms = { for alarm in jsondecode(file("${path.module}/alarms.json")) : alarm.key => alarm }
  watched = merge([
    for node in local.nodes : { for key, alarm in local.alarms : "${key}-${node}" => merge(alarm, { node = node }) }
  ]...)
}

resource "aws_elasticache_subnet_group" "this" {
  name        = "${var.name}-subnet-group"
  description = "Subnets of ${local.id}"
  subnet_ids  = var.subnet_ids
  tags        = local.tags
}

resource "aws_elasticache_parameter_group" "this" {
  name        = "${var.name}-parameter-group"
  family      = "redis7"
  description = "redis7 with cluster-enabled no, for ${local.id}"
  tags        = local.tags

  parameter {
    name  = "maxmemory-policy"
    value = "allkeys-lru"
  }
}

# Instead of random_password: a built-in resource of Terraform, so that only the AWS provider is needed.
resource "terraform_data" "token" {
  input            = local.id
  triggers_replace = "1"
}

resource "aws_elasticache_replication_group" "this" {
  replication_group_id       = local.id
  description                = "${var.name}: Redis cache"
  engine                     = "redis"
  engine_version             = "7.1"
  node_type                  = "cache.t3.micro"
  num_cache_clusters         = length(local.nodes)
  automatic_failover_enabled = true
  multi_az_enabled           = true
  port                       = 6379
  network_type               = "ipv4"
  subnet_group_name          = aws_elasticache_subnet_group.this.name
  security_group_ids         = var.security_group_ids
  parameter_group_name       = aws_elasticache_parameter_group.this.name
  at_rest_encryption_enabled = true
  transit_encryption_enabled = true
  transit_encryption_mode    = "required"
  auth_token                 = terraform_data.token.output
  auth_token_update_strategy = "SET"
  snapshot_retention_limit   = 7
  snapshot_window            = "03:00-05:00"
  maintenance_window         = "sun:05:00-sun:09:00"
  auto_minor_version_upgrade = true
  apply_immediately          = true
  tags                       = local.tags
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each            = local.watched
  alarm_name          = "${local.id}-${each.value.key}-${each.value.node}"
  alarm_description   = "${each.value.metricName} of ${local.id}-${each.value.node}: ${each.value.description}"
  namespace           = "AWS/ElastiCache"
  metric_name         = each.value.metricName
  dimensions          = { CacheClusterId = "${local.id}-${each.value.node}" }
  statistic           = each.value.statistic
  period              = each.value.period
  evaluation_periods  = each.value.evaluationPeriods
  datapoints_to_alarm = each.value.datapointsToAlarm
  comparison_operator = each.value.comparisonOperator
  threshold           = each.value.threshold
  treat_missing_data  = each.value.treatMissingData
  alarm_actions       = each.value.notify ? [var.alarm_topic_arn] : []
  tags                = local.tags
  depends_on          = [aws_elasticache_replication_group.this]
}

resource "aws_secretsmanager_secret" "this" {
  name_prefix             = "${var.name}-auth-"
  description             = "Credentials of ${local.id}"
  recovery_window_in_days = 30
  tags                    = local.tags
}

resource "aws_secretsmanager_secret_version" "this" {
  secret_id = aws_secretsmanager_secret.this.id
  secret_string = jsonencode({
    username   = "default"
    password   = terraform_data.token.output
    host       = aws_elasticache_replication_group.this.primary_endpoint_address
    readerHost = aws_elasticache_replication_group.this.reader_endpoint_address
    port       = 6379
    tls        = true
    engine     = "redis"
  })
}

output "primary_endpoint_address" {
  value = aws_elasticache_replication_group.this.primary_endpoint_address
}

output "reader_endpoint_address" {
  value = aws_elasticache_replication_group.this.reader_endpoint_address
}

output "secret_arn" {
  value = aws_secretsmanager_secret.this.arn
}

# The same caches in HCL. The provider does not open a connection: the credentials are invalid, and there are no data sources.
terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

variable "caches" {
  type = number
}

provider "aws" {
  region                      = "ap-southeast-1"
  access_key                  = "mock"
  secret_key                  = "mock"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}

module "cache" {
  source             = "./cache"
  for_each           = toset([for index in range(var.caches) : "cache-${index}"])
  name               = each.key
  subnet_ids         = ["subnet-0aaaaaaaaaaaaaaa1", "subnet-0aaaaaaaaaaaaaaa2"]
  security_group_ids = ["sg-0aaaaaaaaaaaaaaa1"]
  alarm_topic_arn    = "arn:aws:sns:ap-southeast-1:123456789012:alarms"
}

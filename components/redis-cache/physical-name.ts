/**
 * Start of the fixed physical names of alarms, composite, dashboard and log groups. It starts with `namePrefix` and
 * contains the replication group's id, which is unique in an account and region, so that two caches with one prefix
 * never overwrite each other's alarms (PutMetricAlarm replaces an alarm of the same name without an error). By default
 * it is `<namePrefix>-redis`.
 */
export function physicalStem(namePrefix: string, replicationGroupId: string): string {
  const prefix = namePrefix.toLowerCase();
  if (replicationGroupId === prefix) return namePrefix;
  return replicationGroupId.startsWith(`${prefix}-`)
    ? `${namePrefix}${replicationGroupId.slice(prefix.length)}`
    : `${namePrefix}-${replicationGroupId}`;
}

/**
 * A name that AWS takes for subnet groups and parameter groups: lower-case letters, digits and single hyphens, a letter
 * first (CreateCacheParameterGroup, CacheParameterGroupName).
 */
export const groupName = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "");

"use strict";
// Sessions in the cache with Valkey GLIDE: written to the primary, read from the replicas.
const { GlideClient, GlideClusterClient, TimeUnit } = require("@valkey/valkey-glide");

const { env } = process;
const port = Number(env.REDIS_PORT);
const at = (host) => ({ host, port });

const options = {
  credentials:
    env.REDIS_PASSWORD === undefined
      ? undefined
      : { username: env.REDIS_USERNAME, password: env.REDIS_PASSWORD },
  // Certificate and host name are verified by default.
  useTLS: env.REDIS_TLS === "true",
  requestTimeout: 2000,
  advancedConfiguration: { connectionTimeout: 2000 },
  // Milliseconds between retries: 50, 100, 200, 400, and then always 400.
  connectionBackoff: { numberOfRetries: 3, factor: 50, exponentBase: 2, jitterPercent: 20 },
  // Reads go to a replica, which may be slightly stale, or to the primary if there is no replica.
  readFrom: "preferReplica",
};

function connect() {
  if (env.REDIS_CLUSTER_MODE !== "disabled") {
    return GlideClusterClient.createClient({ addresses: [at(env.REDIS_HOST)], ...options });
  }
  const hosts = [env.REDIS_HOST, env.REDIS_READER_HOST].filter((host) => host !== undefined);
  return GlideClient.createClient({ addresses: hosts.map(at), ...options });
}

async function main() {
  const client = await connect();
  try {
    await client.hset("app:session:ada", { user_id: "123" });
    await client.expire("app:session:ada", 1800);
    console.log(JSON.stringify({ greeting: await client.get("app:greeting") }));
  } finally {
    client.close();
  }
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});

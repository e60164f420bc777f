"use strict";
// Sessions in the cache with ioredis: written to the primary, read from the replicas.
const { Cluster, Redis } = require("ioredis");

const { env } = process;
const port = Number(env.REDIS_PORT);

const options = {
  username: env.REDIS_USERNAME,
  password: env.REDIS_PASSWORD,
  // An empty object turns TLS on; certificate and host name are verified by default.
  tls: env.REDIS_TLS === "true" ? {} : undefined,
  connectTimeout: 2000,
  commandTimeout: 2000,
  // A command fails after 3 lost connections; the client itself never stops reconnecting.
  maxRetriesPerRequest: 3,
  retryStrategy: (times) => Math.min(times * 50, 1000),
};

/** Returns the client for writes, and the client for reads that may be slightly stale. */
function connect() {
  if (env.REDIS_CLUSTER_MODE !== "disabled") {
    const { retryStrategy, ...redisOptions } = options;
    const cluster = new Cluster([{ host: env.REDIS_HOST, port }], {
      redisOptions,
      // Connects to host names, not to IP addresses: the certificates contain host names.
      dnsLookup: (address, callback) => callback(null, address),
      scaleReads: "slave",
      clusterRetryStrategy: (times) => (times > 3 ? null : retryStrategy(times)),
    });
    return { writer: cluster, reader: cluster };
  }
  const to = (host) => new Redis({ host, port, ...options });
  return { writer: to(env.REDIS_HOST), reader: to(env.REDIS_READER_HOST ?? env.REDIS_HOST) };
}

async function main() {
  const { writer, reader } = connect();
  for (const client of new Set([writer, reader])) {
    client.on("error", (error) => console.error(error.message));
  }
  try {
    await writer.hset("app:session:ada", { user_id: "123" });
    await writer.expire("app:session:ada", 1800);
    console.log(JSON.stringify({ greeting: await reader.get("app:greeting") }));
  } finally {
    writer.disconnect();
    reader.disconnect();
  }
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});

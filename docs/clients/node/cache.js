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
  // A command fails after 3 lost connections; the connection itself is tried again for as long as it takes.
  maxRetriesPerRequest: 3,
  retryStrategy: (times) => Math.min(times * 50, 1000),
};

/** The client for writes, and the client for reads that may be a moment behind. */
function connect() {
  if (env.REDIS_CLUSTER_MODE !== "disabled") {
    const { retryStrategy, ...redisOptions } = options;
    const cluster = new Cluster([{ host: env.REDIS_HOST, port }], {
      redisOptions,
      // Names as they are: the certificates are made for them, not for addresses.
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

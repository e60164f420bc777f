"use strict";
// Counts the page views of a visitor in a session in the cache, so any task can answer any request.
const { randomUUID } = require("node:crypto");
const { createServer } = require("node:http");
const { Redis } = require("ioredis");

const { env } = process;
const SESSION_SECONDS = 1800;

const cache = new Redis({
  host: env.REDIS_HOST,
  port: Number(env.REDIS_PORT),
  username: env.REDIS_USERNAME,
  password: env.REDIS_PASSWORD,
  tls: env.REDIS_TLS === "true" ? {} : undefined,
  connectTimeout: 2000,
  commandTimeout: 2000,
  maxRetriesPerRequest: 3,
  retryStrategy: (times) => Math.min(times * 50, 1000),
});
cache.on("error", (error) => console.error(error.message));

/** Returns the session id from the visitor's cookie, or a new one if there is no valid id. */
function sessionOf(request) {
  const [, id] = /(?:^|; )session=([0-9a-f-]{36})(?:;|$)/.exec(request.headers.cookie ?? "") ?? [];
  return id ?? randomUUID();
}

/** Uses the primary, because it reads its own write. */
async function countVisit(id) {
  const key = `app:session:${id}`;
  const visits = await cache.hincrby(key, "visits", 1);
  await cache.expire(key, SESSION_SECONDS);
  return visits;
}

async function answer(request, response) {
  // The health check does not use the cache: a failover of the cache must not stop all tasks.
  if (request.url === "/health") return response.end("ok\n");
  const id = sessionOf(request);
  const visits = await countVisit(id);
  response.setHeader(
    "set-cookie",
    `session=${id}; Path=/; Max-Age=${SESSION_SECONDS}; HttpOnly; SameSite=Lax`,
  );
  return response.end(`visits: ${visits}\n`);
}

const server = createServer((request, response) => {
  answer(request, response).catch((error) => {
    console.error(error.message);
    response.writeHead(503).end("try again\n");
  });
});

server.listen(Number(env.PORT ?? 8080), () => console.log(`listening on ${server.address().port}`));

// ECS sends SIGTERM before it stops a task.
process.once("SIGTERM", () => {
  server.close(() => cache.disconnect());
  server.closeIdleConnections();
});

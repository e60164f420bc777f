"""Sessions in the cache with redis-py: written to the primary, read from the replicas."""

import json
import os

from redis import Redis
from redis.backoff import ExponentialWithJitterBackoff
from redis.cluster import LoadBalancingStrategy, RedisCluster
from redis.retry import Retry

HOST = os.environ["REDIS_HOST"]
OPTIONS = {
    "port": int(os.environ["REDIS_PORT"]),
    "username": os.environ.get("REDIS_USERNAME"),
    "password": os.environ.get("REDIS_PASSWORD"),
    # redis-py 6 and later verify the certificate and the host name by default.
    "ssl": os.environ["REDIS_TLS"] == "true",
    "socket_connect_timeout": 2,
    "socket_timeout": 2,
    # 3 retries with up to a second between them: a failover takes a few seconds.
    "retry": Retry(ExponentialWithJitterBackoff(base=0.05, cap=1), 3),
    "health_check_interval": 30,
    "decode_responses": True,
}


def connect():
    """Returns the client for writes, and the client for reads that may be slightly stale."""
    if os.environ["REDIS_CLUSTER_MODE"] != "disabled":
        cluster = RedisCluster(
            host=HOST,
            load_balancing_strategy=LoadBalancingStrategy.ROUND_ROBIN_REPLICAS,
            **OPTIONS,
        )
        return cluster, cluster
    return Redis(host=HOST, **OPTIONS), Redis(
        host=os.environ.get("REDIS_READER_HOST", HOST), **OPTIONS
    )


def main():
    writer, reader = connect()
    writer.hset("app:session:ada", mapping={"user_id": "123"})
    writer.expire("app:session:ada", 1800)
    print(json.dumps({"greeting": reader.get("app:greeting")}))


if __name__ == "__main__":
    main()

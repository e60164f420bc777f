// Sessions in the cache with go-redis: written to the primary, read from the replicas.
package main

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"time"

	"github.com/redis/go-redis/v9"
)

const (
	timeout  = 2 * time.Second
	retries  = 3
	shortest = 50 * time.Millisecond
	longest  = time.Second
)

// tlsConfig makes go-redis verify the certificate and the host name, which it takes from the address.
func tlsConfig() *tls.Config {
	if os.Getenv("REDIS_TLS") != "true" {
		return nil
	}
	return &tls.Config{MinVersion: tls.VersionTLS12}
}

func address(host string) string {
	return net.JoinHostPort(host, os.Getenv("REDIS_PORT"))
}

func single(host string) redis.UniversalClient {
	return redis.NewClient(&redis.Options{
		Addr:            address(host),
		Username:        os.Getenv("REDIS_USERNAME"),
		Password:        os.Getenv("REDIS_PASSWORD"),
		TLSConfig:       tlsConfig(),
		DialTimeout:     timeout,
		ReadTimeout:     timeout,
		WriteTimeout:    timeout,
		MaxRetries:      retries,
		MinRetryBackoff: shortest,
		MaxRetryBackoff: longest,
	})
}

func cluster(host string) redis.UniversalClient {
	return redis.NewClusterClient(&redis.ClusterOptions{
		Addrs:     []string{address(host)},
		Username:  os.Getenv("REDIS_USERNAME"),
		Password:  os.Getenv("REDIS_PASSWORD"),
		TLSConfig: tlsConfig(),
		// Reads go to a replica of the key's shard.
		ReadOnly:        true,
		DialTimeout:     timeout,
		ReadTimeout:     timeout,
		WriteTimeout:    timeout,
		MaxRedirects:    retries,
		MinRetryBackoff: shortest,
		MaxRetryBackoff: longest,
	})
}

// connect returns the client for writes, and the client for reads that may be slightly stale.
func connect() (writer, reader redis.UniversalClient) {
	host := os.Getenv("REDIS_HOST")
	if os.Getenv("REDIS_CLUSTER_MODE") != "disabled" {
		client := cluster(host)
		return client, client
	}
	readerHost := os.Getenv("REDIS_READER_HOST")
	if readerHost == "" {
		readerHost = host
	}
	return single(host), single(readerHost)
}

func run(ctx context.Context) error {
	writer, reader := connect()
	defer writer.Close()
	defer reader.Close()
	if err := writer.HSet(ctx, "app:session:ada", "user_id", "123").Err(); err != nil {
		return err
	}
	if err := writer.Expire(ctx, "app:session:ada", 30*time.Minute).Err(); err != nil {
		return err
	}
	greeting, err := reader.Get(ctx, "app:greeting").Result()
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(map[string]string{"greeting": greeting})
}

func main() {
	if err := run(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

import { createRequire } from "node:module";
import type * as grpcTypes from "@grpc/grpc-js";

/** The gRPC package of Pulumi's SDK, without the SDK, with which a plugin would take five times as long to start. */
export const grpc = createRequire(require.resolve("@pulumi/pulumi/package.json"))(
  "@grpc/grpc-js",
) as typeof grpcTypes;

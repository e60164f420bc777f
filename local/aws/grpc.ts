import { createRequire } from "node:module";
import type * as grpcTypes from "@grpc/grpc-js";

/** The very gRPC that Pulumi's SDK uses, without the SDK itself, which would cost five times the start of a plugin. */
export const grpc = createRequire(require.resolve("@pulumi/pulumi/package.json"))(
  "@grpc/grpc-js",
) as typeof grpcTypes;

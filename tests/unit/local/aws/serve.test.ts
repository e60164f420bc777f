import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import * as struct from "google-protobuf/google/protobuf/struct_pb";
import * as service from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as pb from "@pulumi/pulumi/proto/provider_pb";
import { grpc } from "../../../../local/aws/grpc";
import { serve, type Serving } from "../../../../local/aws/serve";
import { Simulation } from "./support";

/** The engine checks a provider's configuration before anything else, once. */
describe("the check of the provider's configuration", () => {
  let aws: Simulation;
  let serving: Serving | undefined;
  beforeEach(() => {
    aws = new Simulation();
  });
  afterEach(async () => {
    await serving?.close();
    aws.remove();
  });

  const reasons = async (accountDir: string): Promise<string[]> => {
    serving = await serve("aws", { accountDir });
    const address = `127.0.0.1:${String(serving.port)}`;
    const client = new service.ResourceProviderClient(address, grpc.credentials.createInsecure());
    const request = new pb.CheckRequest().setNews(struct.Struct.fromJavaScript({ region: "x" }));
    return new Promise((resolve, reject) => {
      client.checkConfig(request, (error: Error | null, response: pb.CheckResponse) => {
        client.close();
        if (error) reject(error);
        else resolve(response.getFailuresList().map((failure) => failure.getReason()));
      });
    });
  };

  it("passes with an undamaged account", async () => {
    await aws.create("vpc", { cidrBlock: "10.0.0.0/16" });
    assert.deepEqual(await reasons(aws.directory), []);
  });

  it("names a damaged file", async () => {
    const { id } = await aws.create("vpc", { cidrBlock: "10.0.0.0/16" });
    const file = path.join(aws.directory, "ec2.Vpc", `${id}.json`);
    fs.writeFileSync(file, "{");
    assert.deepEqual(await reasons(aws.directory), [
      `the simulated account is damaged: ${file} is incomplete\n` +
        `  delete it, and the next refresh reports its resource as deleted: rm -r ${file}`,
    ]);
  });

  it("names a place where no account can be kept", async () => {
    const place = path.join(aws.directory, "file");
    fs.writeFileSync(place, "");
    assert.deepEqual(await reasons(place), [
      `the simulated account cannot be used: ${place}: EEXIST: file already exists, mkdir '${place}'\n` +
        "  set SIMULATED_AWS_DIR to a writable folder on a disk with free space",
    ]);
  });
});

import * as path from "node:path";
import { PulumiCommand } from "@pulumi/pulumi/automation";
import { RedisCache } from "../components";
import { Engine, forgetCredentials } from "../local/engine";
import { foldersIn, makeFolders, writeCopies } from "../local/workspace";

/** Previews a program of that many caches, and prints what the bench reads. */
export async function preview(caches: number): Promise<void> {
  const [folder = "", pulumi = ""] = process.argv.slice(2);
  const folders = foldersIn(path.dirname(__dirname), folder);
  makeFolders(folders);
  forgetCredentials();
  const root = path.dirname(path.dirname(pulumi));
  const cli = await PulumiCommand.get(path.isAbsolute(pulumi) ? { root } : {});
  const place = { project: "bench", stack: "caches", workDir: path.join(folder, "work") };
  const config = { "aws:region": "ap-southeast-1" };
  writeCopies(place, { name: place.project, runtime: "nodejs" }, config);
  const stack = await new Engine({ cli, folders }).stack(place, () => {
    for (let index = 0; index < caches; index++) {
      new RedisCache(`cache-${String(index)}`, {
        subnetIds: ["subnet-0aaaaaaaaaaaaaaa1", "subnet-0aaaaaaaaaaaaaaa2"],
        securityGroupIds: ["sg-0aaaaaaaaaaaaaaa1"],
        transitEncryptionMode: "required",
      });
    }
    return Promise.resolve({});
  });
  const { changes } = await stack.run("preview");
  process.stdout.write(JSON.stringify({ resources: changes["create"] ?? 0 }));
}

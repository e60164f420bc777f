import * as assert from "node:assert/strict";
import { inspect } from "../../../components/redis-cache/inspect";
import { accepted, refused } from "../../support/corpus";

describe("configurations of real users", () => {
  for (const { source, said, args, names } of refused) {
    it(`refuses what AWS refused: ${said} (${source})`, () => {
      const { errors } = inspect("koneksi-test", args);
      assert.deepEqual(
        errors.map(({ path }) => path),
        [names],
      );
    });
  }

  for (const { source, args } of accepted) {
    it(`accepts what AWS accepted: ${source}`, () => {
      assert.deepEqual(inspect("koneksi-test", args).errors, []);
    });
  }
});

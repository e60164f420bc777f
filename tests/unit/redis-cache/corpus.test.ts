import * as assert from "node:assert/strict";
import { inspect } from "../../../components/redis-cache/inspect";
import { accepted, refused } from "../../support/corpus";
import { casesOf } from "../../support/rules/cases";

const pathsOf = (args: object) => inspect("koneksi-test", args).errors.map(({ path }) => path);

describe("configurations of real users", () => {
  for (const [argument, rows] of Object.entries(refused)) {
    for (const { args, found } of casesOf(argument, rows).refused) {
      it(`refuses what AWS refused: ${found.join()}`, () => {
        assert.deepEqual(pathsOf(args), [argument]);
      });
    }
  }

  for (const { args, found } of casesOf("accepted", accepted).refused) {
    it(`accepts what AWS accepted: ${found.join()}`, () => {
      assert.deepEqual(pathsOf(args), []);
    });
  }
});

import * as assert from "node:assert/strict";
import { isAtLeast, parseVersion } from "../../../components/formats/version";

describe("versions", () => {
  it("are read in AWS's forms", () => {
    assert.deepEqual(parseVersion("7.1"), { major: 7, minor: 1, patch: 0 });
    assert.deepEqual(parseVersion("5.0.6"), { major: 5, minor: 0, patch: 6 });
    assert.deepEqual(parseVersion("6.x"), { major: 6, minor: Infinity, patch: 0 });
    assert.deepEqual(parseVersion("7"), { major: 7, minor: Infinity, patch: 0 });
  });

  for (const text of ["v7.1", "7.1.0.0", "7.", "", "7.1 ", "6.x.1", "x", "1234.0"]) {
    it(`are not read from ${JSON.stringify(text)}`, () => {
      assert.equal(parseVersion(text), undefined);
    });
  }

  for (const [version, minimum, expected] of [
    ["6.2", "6.2", true],
    ["6.0", "6.2", false],
    ["6.x", "6.2", true],
    ["6.x", "7.0", false],
    ["7", "7.1", true],
    ["5", "6.0", false],
    ["10.0", "9.1", true],
    ["5.0.6", "5.0.6", true],
    ["5.0.5", "5.0.6", false],
    ["4.0.10", "4.0.9", true],
    ["3.2.10", "4.0.10", false],
    ["latest", "7.0", true],
  ] as const) {
    it(`compare by number: ${version} is ${expected ? "" : "not "}at least ${minimum}`, () => {
      assert.equal(isAtLeast(parseVersion(version), minimum), expected);
    });
  }
});

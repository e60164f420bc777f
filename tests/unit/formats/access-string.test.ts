import * as assert from "node:assert/strict";
import { inspect } from "../../../components/redis-cache/inspect";
import { parseAccessString } from "../../../components/formats/access-string";

const accepted: readonly string[] = [
  "on ~* +@all",
  "off -@all",
  "on ~app::* -@all +@read",
  "on ~* &* +@all -@dangerous +info",
  "on allkeys allchannels allcommands",
  "on resetkeys resetchannels nocommands ~a ~b",
  "on %R~read:* %W~write:* %RW~both:* +@all",
  "on ~* +@all -config|set -CONFIG|get +client|no-evict",
  "on ~app:* +@all (~cache:* +get) (%R~x:* +@read)",
  "on clearselectors ~user:(admin):* +json.get",
  "~objects:* ~items:* ~public:*",
  "  on\t~*   +@all ",
];

const EMPTY = 'empty; write what the user may do, for example "on ~app:* +@read"';
const PASSWORD =
  "sets or resets a password, which AWS accepts only in other arguments of the user; remove that, and set authentication";
const FORMS =
  "write rules such as on, ~app:*, &*, +@read, -@dangerous or +get, separated by spaces";

const refused: readonly (readonly [string, string])[] = [
  ["", EMPTY],
  ["   ", EMPTY],
  ...["nopass", "resetpass", "reset", ">S3cret-S3cret-S3cret", "<old", "#abc", "!abc"].map(
    (rule) => [`on ~* +@all ${rule}`, PASSWORD] as const,
  ),
  ["on ~* @all", `rule 3 is not a valid ACL rule; ${FORMS}`],
  ["yes keys:* +get set", `rules 1, 2 and 4 are not valid ACL rules; ${FORMS}`],
  ["on ~ +@ %X~a", `rules 2, 3 and 4 are not valid ACL rules; ${FORMS}`],
  ["a b c d e f g", `rules 1, 2, 3, 4 and 5 are not valid ACL rules; ${FORMS}`],
];

describe("access strings", () => {
  for (const accessString of accepted) {
    it(`accepts ${JSON.stringify(accessString)}`, () => {
      assert.equal(parseAccessString(accessString).malformed, undefined);
    });
  }

  for (const [accessString, reason] of refused) {
    it(`refuses ${JSON.stringify(accessString)}`, () => {
      assert.equal(parseAccessString(accessString).malformed, reason);
    });
  }

  it("never quotes what may be a password", () => {
    const secret = "S3cret-S3cret-S3cret";
    const signs = "> < # ! @ % ( + - & ' %R on>".split(" ");
    for (const sign of ["", "~ ", ...signs]) {
      const words = [`on ~* +@all ${sign}${secret}`, `${sign}${secret} on`, `${sign}${secret}`];
      for (const accessString of words) {
        const { errors, warnings } = inspect("cache", {
          auth: { users: { app: { accessString } } },
        });
        const said = JSON.stringify([...errors, ...warnings]);
        assert.ok(!said.includes("S3cret"), accessString);
      }
    }
  });

  it("say by the last on or off whether the user may log in", () => {
    assert.deepEqual(
      ["on ~*", "off -@all", "~* +@all", "~on +@off", "on ~* off", "off on"].map(
        (text) => parseAccessString(text).on,
      ),
      [true, false, undefined, undefined, false, true],
    );
  });
});

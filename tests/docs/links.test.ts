import * as assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { pages, readPage, REPOSITORY } from "../support/markdown";

/** A heading's anchor, as GitHub makes it. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replace(/\s/g, "-");

const withoutCode = (text: string) => text.replace(/^( *)```[\s\S]*?^\1```/gm, "");

const anchorsIn = (file: string) =>
  [...withoutCode(fs.readFileSync(file, "utf8")).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading]) =>
    anchorOf(heading ?? ""),
  );

/** Links of a page whose file or anchor does not exist. */
function broken(page: string): string[] {
  const links = [...withoutCode(readPage(page)).matchAll(/\]\(([^)\s]+)\)/g)];
  return links
    .map(([, target]) => target ?? "")
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => {
      const [file = "", anchor] = target.split("#");
      const place = path.join(REPOSITORY, path.dirname(page), file);
      const to = file === "" ? path.join(REPOSITORY, page) : place;
      if (!fs.existsSync(to)) return true;
      return anchor !== undefined && !anchorsIn(to).includes(anchor);
    });
}

describe("links in the documentation", () => {
  for (const page of pages()) {
    it(`${page}: every target exists`, () => {
      assert.deepEqual(broken(page), []);
    });
  }

  it("the list of guides has every guide", () => {
    const listed = readPage("docs/guides/README.md");
    const guides = pages().filter((page) => /^docs\/guides\/(?!README)/.test(page));
    assert.deepEqual(
      guides.filter((page) => !listed.includes(`](${path.basename(page)})`)),
      [],
    );
  });
});

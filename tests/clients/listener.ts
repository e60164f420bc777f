import * as http from "node:http";
import type { AddressInfo } from "node:net";

/**
 * Replaces AWS: accepts every request of the AWS CLI, returns an empty answer, and records the name of the operation.
 */
export interface Listener {
  readonly url: string;
  /** Names of the called API operations, in order. */
  readonly called: readonly string[];
  close(): void;
}

interface Answer {
  readonly operation: string;
  readonly type: string;
  readonly body: string | Buffer;
}

/** An empty answer in the protocol of the request. */
function answerTo({ headers, url = "" }: http.IncomingMessage, body: string): Answer {
  if (headers["smithy-protocol"] === "rpc-v2-cbor") {
    const operation = url.split("/").pop() ?? "";
    return { operation, type: "application/cbor", body: Buffer.from([0xa0]) };
  }
  const target = headers["x-amz-target"];
  if (typeof target === "string") {
    const operation = target.split(".").pop() ?? "";
    return { operation, type: "application/x-amz-json-1.1", body: "{}" };
  }
  const operation = new URLSearchParams(body).get("Action") ?? "";
  const xml = `<${operation}Response><${operation}Result/></${operation}Response>`;
  return { operation, type: "text/xml", body: xml };
}

export async function listen(): Promise<Listener> {
  const called: string[] = [];
  const server = http.createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (text: string) => (body += text));
    request.on("end", () => {
      const answer = answerTo(request, body);
      called.push(answer.operation);
      const { type } = answer;
      response.writeHead(200, { "content-type": type, "smithy-protocol": "rpc-v2-cbor" });
      response.end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    called,
    close: () => void server.close(),
  };
}

import { execFileSync } from "node:child_process";
import * as path from "node:path";

/** A certificate authority for one test run, and a server certificate that it signed. */
export interface Certificates {
  /** The authority's certificate. */
  readonly ca: string;
  readonly certificate: string;
  readonly key: string;
}

/** Hosts of the server certificate. */
export const HOSTS = { primary: "127.0.0.1", replica: "127.0.0.2" } as const;

const openssl = (folder: string, args: readonly string[]) => {
  execFileSync("openssl", args, { cwd: folder, stdio: "ignore" });
};

const KEY = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];

/** Creates an authority and a server certificate in a folder; `name` distinguishes several. */
export function makeCertificates(folder: string, name: string): Certificates {
  const [ca, caKey] = [`${name}-ca.pem`, `${name}-ca.key`];
  const [certificate, key, request] = [`${name}.pem`, `${name}.key`, `${name}.csr`];
  const names = Object.values(HOSTS).map((host) => `IP:${host}`);
  openssl(folder, [
    ...["req", "-x509", ...KEY, "-days", "2", "-subj", `/CN=Test authority ${name}`],
    ...["-addext", "keyUsage=critical,keyCertSign,cRLSign", "-keyout", caKey, "-out", ca],
  ]);
  openssl(folder, [
    ...["req", ...KEY, "-subj", "/CN=cache", "-keyout", key, "-out", request],
    ...["-addext", `subjectAltName=${names.join()}`],
    ...["-addext", "extendedKeyUsage=serverAuth,clientAuth"],
  ]);
  openssl(folder, [
    ...["x509", "-req", "-days", "2", "-in", request, "-CA", ca, "-CAkey", caKey],
    ...["-CAcreateserial", "-copy_extensions", "copyall", "-out", certificate],
  ]);
  const at = (file: string) => path.join(folder, file);
  return { ca: at(ca), certificate: at(certificate), key: at(key) };
}

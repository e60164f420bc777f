// BigInt(1) instead of 1n: consumers compile these sources, and the literal is an error for targets below ES2020.
const ZERO = BigInt(0);
const ONE = BigInt(1);
const OCTET = BigInt(8);
const GROUP = BigInt(16);
const LOWER_GROUP = BigInt(0xffff);

/** A CIDR block as numbers: the address, and the length of its prefix in bits. */
interface Block {
  readonly bits: bigint;
  readonly width: 32 | 128;
  readonly prefix: number;
}

function ipv4Bits(text: string): bigint | undefined {
  if (!/^(?:0|[1-9]\d{0,2})(?:\.(?:0|[1-9]\d{0,2})){3}$/.test(text)) return undefined;
  const octets = text.split(".").map(Number);
  if (octets.some((octet) => octet > 255)) return undefined;
  return octets.reduce((bits, octet) => (bits << OCTET) | BigInt(octet), ZERO);
}

/** The 16-bit groups of one side of an IPv6 address, which may end in an IPv4 address. */
function groups(text: string): bigint[] | undefined {
  if (text === "") return [];
  const parts = text.split(":");
  const result: bigint[] = [];
  for (const [index, part] of parts.entries()) {
    const embedded = index === parts.length - 1 && part.includes(".") ? ipv4Bits(part) : undefined;
    if (embedded !== undefined) result.push(embedded >> GROUP, embedded & LOWER_GROUP);
    else if (/^[0-9a-f]{1,4}$/i.test(part)) result.push(BigInt(`0x${part}`));
    else return undefined;
  }
  return result;
}

const GROUPS = 8;

function ipv6Bits(text: string): bigint | undefined {
  const sides = text.split("::");
  if (sides.length > 2) return undefined;
  const [before, after] = [groups(sides[0] ?? ""), groups(sides[1] ?? "")];
  if (!before || !after) return undefined;
  const missing = GROUPS - before.length - after.length;
  if (sides.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const all = [...before, ...Array.from({ length: missing }, () => ZERO), ...after];
  return all.reduce((bits, group) => (bits << GROUP) | group, ZERO);
}

/** Longer than any CIDR block. */
const LONGEST = 64;

function parse(text: string): Block | undefined {
  if (text.length > LONGEST) return undefined;
  const [, address = "", length = ""] = /^([0-9a-f:.]+)\/(0|[1-9]\d{0,2})$/i.exec(text) ?? [];
  const width = address.includes(":") ? 128 : 32;
  const bits = width === 128 ? ipv6Bits(address) : ipv4Bits(address);
  const prefix = Number(length);
  return bits === undefined || length === "" || prefix > width
    ? undefined
    : { bits, width, prefix };
}

const hostBits = ({ bits, width, prefix }: Block) => bits & ((ONE << BigInt(width - prefix)) - ONE);

function format({ bits, width, prefix }: Block): string {
  const size = width === 32 ? OCTET : GROUP;
  const count = width / Number(size);
  const parts = Array.from(
    { length: count },
    (_, index) => (bits >> (size * BigInt(count - 1 - index))) & ((ONE << size) - ONE),
  );
  const address =
    width === 32
      ? parts.join(".")
      : parts
          .map((part) => part.toString(16))
          .join(":")
          // A network address ends in zeros, so only the last run of them is shortened.
          .replace(/(?::0)+$/, "::")
          .replace(/^0::$/, "::");
  return `${address}/${String(prefix)}`;
}

/** What a CIDR block means. */
export interface CidrBlock {
  readonly family: "ipv4" | "ipv6";
  /** The block without bits beyond its prefix, in normal form: two texts for the same block have the same `network`. */
  readonly network: string;
  /** Whether it has bits beyond its prefix, which the AWS provider refuses. */
  readonly hasHostBits: boolean;
  /** Whether it contains every address of its family. */
  readonly everywhere: boolean;
}

/** Reads an IPv4 or IPv6 CIDR block; undefined where the text is not a valid one. */
export function parseCidr(text: string): CidrBlock | undefined {
  const block = parse(text);
  if (!block) return undefined;
  const rest = hostBits(block);
  return {
    family: block.width === 32 ? "ipv4" : "ipv6",
    network: format({ ...block, bits: block.bits - rest }),
    hasHostBits: rest !== ZERO,
    everywhere: block.prefix === 0,
  };
}

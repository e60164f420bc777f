import * as crypto from "node:crypto";
import type { Account, Stored } from "./account";
import { DEFAULT_REGION } from "./account";
import { checkInputs } from "./check";
import type { Faults } from "./faults";
import { didYouMean } from "../../components/checking/spelling";
import type { ProviderSchema, ResourceSchema, Shape } from "./schema";
import {
  AwsError,
  type Failure,
  type Invoke,
  type Place,
  type ResourceType,
  type Transition,
} from "./types";
import {
  type Change,
  DEFAULTS,
  differences,
  isProperties,
  isUnknown,
  isZero,
  plainProperties,
  type Properties,
  same,
  secret,
  texts,
  UNKNOWN,
  type Value,
} from "./values";

export interface Definition {
  name: string;
  schema: ProviderSchema;
  types: Readonly<Record<string, ResourceType>>;
  functions: Readonly<Record<string, Invoke>>;
}

export interface DiffResult {
  changes: ReadonlyMap<string, Change>;
  replaces: string[];
  deleteBeforeReplace: boolean;
}

interface Known {
  type: ResourceType;
  schema: ResourceSchema;
}

/** Check, diff, create, read, update, delete and invoke, by the tables of `services/`. */
export class Provider {
  region: string = DEFAULT_REGION;
  defaultTags: Properties = {};

  constructor(
    private readonly definition: Definition,
    private readonly account: Account,
    private readonly faults: Faults,
  ) {}

  get version(): string {
    return this.definition.schema.version;
  }

  check(
    token: string,
    name: string,
    olds: Properties,
    news: Properties,
    seed: Uint8Array,
  ): { inputs: Properties; failures: Failure[] } {
    const { type, schema } = this.known(token);
    return checkInputs({ type, schema, name, olds, news, seed, defaultTags: this.defaultTags });
  }

  diff(token: string, olds: Properties, news: Properties, ignored: string[] = []): DiffResult {
    const { type, schema } = this.known(token);
    const { changes, transition } = this.compare(type, schema, olds, news, ignored);
    const forcing = new Set([...(type.replaces ?? []), ...(type.alsoReplaces?.(transition) ?? [])]);
    forcing.add("region");
    const replaces = [...transition.changed].filter((p) => forcing.has(p));
    return {
      changes,
      replaces,
      deleteBeforeReplace: replaces.length > 0 && nameGiven(type, news),
    };
  }

  private compare(
    type: ResourceType,
    schema: ResourceSchema,
    olds: Properties,
    news: Properties,
    ignored: string[],
  ): { changes: Map<string, Change>; transition: Transition } {
    const changes = new Map<string, Change>();
    const changed = new Set<string>();
    for (const property of Object.keys(schema.inputs)) {
      const found = inputDifferences(type, schema, property, olds[property], news[property]);
      for (const [path, change] of found) {
        if (ignored.some((i) => isWithin(path, i))) continue;
        changes.set(path, change);
        changed.add(property);
      }
    }
    const transition = { before: olds, after: normalized(type, news), changed };
    return { changes, transition };
  }

  /** The state that a preview of a create returns: the inputs, and the other outputs unknown. */
  previewCreate(token: string, inputs: Properties): Properties {
    const { type, schema } = this.known(token);
    const state = withoutDefaults(normalized(type, inputs));
    for (const output of [...schema.outputs, ...schema.computed]) {
      state[output] ??= output === "region" ? this.regionOf(inputs) : UNKNOWN;
    }
    if (schema.outputs.includes("tagsAll")) state["tagsAll"] = this.allTags(inputs);
    return this.marked(type, schema, state);
  }

  async create(token: string, inputs: Properties): Promise<{ id: string; state: Properties }> {
    const { type, schema } = this.known(token);
    const fault = await this.faults.before("create", token, text(type, inputs));
    const stored = this.transact("creating", type, inputs, (place) => {
      type.taken?.(inputs, place);
      return this.make(token, type, schema, inputs, place);
    });
    const made = { id: stored.id, state: this.stateOf(type, schema, stored, inputs) };
    fault.after(made);
    return made;
  }

  private make(
    token: string,
    type: ResourceType,
    schema: ResourceSchema,
    raw: Properties,
    place: Place,
  ): Stored {
    const inputs = withoutDefaults(normalized(type, raw));
    type.accept?.(inputs, place);
    const id = type.id(inputs, place);
    const attributes = {
      ...type.computed(inputs, id, place),
      ...inputs,
      ...this.common(schema, raw),
    };
    const stored = { type: token, id, region: place.region, attributes, hidden: {} };
    type.created?.(stored, inputs, place);
    stored.attributes = { ...zeros(schema), ...stored.attributes };
    forget(type, stored);
    if (type.ephemeral !== true) this.account.put(stored);
    return stored;
  }

  previewUpdate(token: string, olds: Properties, news: Properties): Properties {
    const { type, schema } = this.known(token);
    const { transition } = this.compare(type, schema, olds, news, []);
    const state = { ...merged(schema, olds, transition.after) };
    for (const output of type.unknownAfter?.(transition) ?? []) {
      if (!(output in news)) state[output] = UNKNOWN;
    }
    if (schema.outputs.includes("tagsAll")) state["tagsAll"] = this.allTags(news);
    return this.marked(type, schema, state);
  }

  async update(
    token: string,
    id: string,
    olds: Properties,
    news: Properties,
    ignored: string[] = [],
  ): Promise<Properties> {
    const { type, schema } = this.known(token);
    const fault = await this.faults.before("update", token, text(type, news));
    const { transition } = this.compare(type, schema, olds, news, ignored);
    if (type.ephemeral === true) return this.previewUpdate(token, olds, news);
    const stored = this.transact("updating", type, news, (place) => {
      const current = this.account.get(token, id);
      if (!current) throw notFound(type, id);
      type.accept?.(transition.after, place, current);
      if (type.update) type.update(current, transition, place);
      else current.attributes = merged(schema, current.attributes, transition.after);
      Object.assign(current.attributes, this.common(schema, news));
      forget(type, current);
      this.account.put(current);
      return current;
    });
    const state = this.stateOf(type, schema, stored, news);
    fault.after({ id, state });
    return state;
  }

  async delete(token: string, id: string, state: Properties): Promise<void> {
    const { type } = this.known(token);
    const fault = await this.faults.before("delete", token, text(type, state));
    this.transact("deleting", type, state, (place) => {
      const stored = this.account.get(token, id);
      if (!stored) return; // deleted outside Pulumi, which the real provider accepts
      type.remove?.(stored, place, state);
      if (type.stays?.(stored, state) ?? false) this.account.put(stored);
      else this.account.remove(token, id);
    });
    fault.after();
  }

  /** Reads for a refresh (`inputs` given) or an import. Undefined if it does not exist. */
  async read(
    token: string,
    id: string,
    state: Properties,
    inputs: Properties,
  ): Promise<{ id: string; state: Properties; inputs: Properties } | undefined> {
    const { type, schema } = this.known(token);
    const fault = await this.faults.before("read", token, id);
    if (type.ephemeral === true) return { id, state: this.marked(type, schema, state), inputs };
    const found = this.account.get(token, id);
    fault.after();
    const attributes = found && this.attributes(type, found);
    if (!found || !attributes) return undefined;
    const importing = Object.keys(state).length === 0 && Object.keys(inputs).length === 0;
    const known = importing ? (type.defaults ?? {}) : state;
    const read = this.stateOf(type, schema, found, known);
    return {
      id: found.id,
      state: read,
      inputs: importing
        ? importedInputs(type, schema, plainProperties(read))
        : refreshedInputs(type, inputs, plainProperties(read)),
    };
  }

  async invoke(token: string, args: Properties): Promise<Properties> {
    const invoke = this.definition.functions[token];
    const schema = this.definition.schema.functions[token];
    if (!invoke || !schema) {
      throw new Error(this.unknown("function", token, Object.keys(this.definition.functions)));
    }
    for (const name of Object.keys(args)) {
      if (!(name in schema.inputs)) {
        const hint = didYouMean(name, Object.keys(schema.inputs));
        throw new Error(`${token} has no argument '${name}'${hint}`);
      }
    }
    const fault = await this.faults.before("read", token, "");
    const result = invoke(args, this.place(args));
    fault.after();
    return { region: this.regionOf(args), ...args, ...result };
  }

  private known(token: string): Known {
    const type = this.definition.types[token];
    const schema = this.definition.schema.resources[token];
    if (type && schema) return { type, schema };
    throw new Error(this.unknown("resource type", token, Object.keys(this.definition.types)));
  }

  private unknown(what: string, token: string, all: string[]): string {
    return `the simulated ${this.definition.name} has no ${what} ${token}; docs/simulation.md lists them${didYouMean(token, all)}`;
  }

  private regionOf(inputs: Properties): string {
    const region = inputs["region"];
    return typeof region === "string" && !isUnknown(region) ? region : this.region;
  }

  private place(inputs: Properties): Place {
    return {
      account: this.account,
      region: this.regionOf(inputs),
      random: (bytes) => crypto.randomBytes(bytes).toString("hex"),
    };
  }

  private allTags(inputs: Properties): Value {
    const tags = inputs["tags"];
    return typeof tags === "object" && tags !== null ? tags : {};
  }

  private common(schema: ResourceSchema, inputs: Properties): Properties {
    const common: Properties = {};
    if ("region" in schema.inputs) common["region"] = this.regionOf(inputs);
    if (schema.outputs.includes("tagsAll")) common["tagsAll"] = this.allTags(inputs);
    return common;
  }

  private attributes(type: ResourceType, stored: Stored): Properties | undefined {
    return type.read ? type.read(stored, this.place(stored.attributes)) : stored.attributes;
  }

  /** The state to return: what AWS returns, and the inputs that AWS doesn't return. */
  private stateOf(
    type: ResourceType,
    schema: ResourceSchema,
    stored: Stored,
    known: Properties,
  ): Properties {
    const state: Properties = { ...this.attributes(type, stored) };
    for (const property of type.writeOnly ?? []) {
      const value = known[property];
      if (value !== undefined) state[property] = value;
    }
    type.show?.(state, known, stored);
    return this.marked(type, schema, state);
  }

  private marked(type: ResourceType, schema: ResourceSchema, state: Properties): Properties {
    const result: Properties = {};
    const secrets = new Set([...schema.secrets, ...(type.secrets ?? [])]);
    for (const [name, value] of Object.entries(state)) {
      if (value === null) continue;
      result[name] = secrets.has(name) && !isUnknown(value) ? secret(value) : value;
    }
    return result;
  }

  private transact<T>(
    doing: string,
    type: ResourceType,
    inputs: Properties,
    work: (place: Place) => T,
  ): T {
    const place = this.place(inputs);
    try {
      // A resource that is not in the account needs no lock.
      if (type.ephemeral === true) return work(place);
      return this.account.exclusively(() => work(place));
    } catch (error) {
      throw error instanceof AwsError ? described(doing, type, inputs, error) : error;
    }
  }
}

const OPERATION = { creating: "create", updating: "update", deleting: "delete" } as const;

/** AWS's error, in the message of the real provider. */
function described(doing: string, type: ResourceType, inputs: Properties, error: AwsError): Error {
  const operation = type.operations[OPERATION[doing as keyof typeof OPERATION]];
  const name = text(type, inputs);
  return new Error(
    `${doing} ${type.title}${name === "" ? "" : ` (${name})`}: operation error ${type.service}: ` +
      `${operation ?? type.operations.create}, api error ${error.code}: ${error.message}`,
  );
}

/** Arguments that name a resource without an automatic name. */
const NAMES = ["name", "userId", "userGroupId", "alarmName", "dashboardName", "policyName"];

/** The physical name of a resource. */
function text(type: ResourceType, inputs: Properties): string {
  const names = [type.autoName?.property ?? "name", ...NAMES].map((name) => inputs[name]);
  return names.find((name) => typeof name === "string") ?? "";
}

function notFound(type: ResourceType, id: string): AwsError {
  return new AwsError("ResourceNotFoundException", `${type.title} ${id} not found.`);
}

/** Zero values of the optional arguments that AWS always returns. */
function zeros(schema: ResourceSchema): Properties {
  return Object.fromEntries(schema.computed.map((p) => [p, zero(schema.inputs[p] ?? "string")]));
}

function zero(shape: Shape): Value {
  if (shape === "number") return 0;
  if (shape === "boolean") return false;
  if (shape === "string" || shape === "any") return "";
  return "list" in shape ? [] : {};
}

function withoutDefaults(inputs: Properties): Properties {
  const result = { ...inputs };
  Reflect.deleteProperty(result, DEFAULTS);
  return result;
}

export function normalized(type: ResourceType, inputs: Properties): Properties {
  const result = { ...inputs };
  for (const [property, normalize] of Object.entries(type.normalize ?? {})) {
    const value = result[property];
    if (value !== undefined && !isUnknown(value)) result[property] = normalize(value);
  }
  return result;
}

function inputDifferences(
  type: ResourceType,
  schema: ResourceSchema,
  property: string,
  before: Value | undefined,
  given: Value | undefined,
): ReadonlyMap<string, Change> {
  const wanted = given ?? type.absent?.[property];
  if (wanted === undefined && schema.computed.includes(property)) return new Map();
  if (isUnknown(wanted)) return new Map([[property, isZero(before) ? "add" : "update"]]);
  const normalize = type.normalize?.[property];
  const asked = wanted !== undefined && normalize ? normalize(wanted) : wanted;
  const after = completed(asked, before, nestedOf(type, property));
  if (type.suppress?.(property, before, after) ?? false) return new Map();
  const set = type.sets?.includes(property) ?? false;
  return differences(property, before, after, set);
}

/** Whether a path is what `ignoreChanges` names, or inside it. */
function isWithin(path: string, ignored: string): boolean {
  return path.startsWith(ignored) && /^([.[]|$)/.test(path.slice(ignored.length));
}

function nestedOf(type: ResourceType, property: string): readonly string[] {
  return type.nested?.[property] ?? [];
}

/** Fills in from the state the fields that an object of the inputs leaves to AWS. */
function completed(
  after: Value | undefined,
  before: Value | undefined,
  fields: readonly string[],
): Value | undefined {
  if (fields.length === 0) return after;
  if (Array.isArray(after)) {
    const old = Array.isArray(before) ? before : [];
    return after.map((item, i) => completed(item, old[i], fields) ?? null);
  }
  if (!isProperties(after) || !isProperties(before)) return after;
  return { ...pick(before, [...fields]), ...after };
}

/** Attributes with new inputs: absent inputs are removed, unless the provider keeps them. */
function merged(schema: ResourceSchema, before: Properties, inputs: Properties): Properties {
  const result = { ...before };
  for (const property of Object.keys(schema.inputs)) {
    const value = inputs[property];
    if (value !== undefined) result[property] = value;
    else if (!schema.computed.includes(property)) Reflect.deleteProperty(result, property);
  }
  return result;
}

function forget(type: ResourceType, stored: Stored): void {
  for (const property of type.writeOnly ?? []) {
    Reflect.deleteProperty(stored.attributes, property);
  }
}

/**
 * A replacement can't be created before the old resource is deleted if its name was given, not automatic
 * (the bridge's `nameRequiresDeleteBeforeReplace`).
 */
function nameGiven(type: ResourceType, news: Properties): boolean {
  const property = type.autoName?.property;
  if (property === undefined || !(property in news)) return false;
  return DEFAULTS in news && !texts(news[DEFAULTS]).includes(property);
}

function importedInputs(
  type: ResourceType,
  schema: ResourceSchema,
  attributes: Properties,
): Properties {
  const inputs: Properties = { [DEFAULTS]: [] };
  for (const property of Object.keys(schema.inputs)) {
    const value = attributes[property];
    if (value !== undefined && !isZero(value)) inputs[property] = value;
  }
  return { ...inputs, ...type.defaults, ...pick(attributes, Object.keys(type.defaults ?? {})) };
}

function pick(from: Properties, names: string[]): Properties {
  return Object.fromEntries(names.filter((n) => n in from).map((n) => [n, from[n] ?? null]));
}

/** The old inputs, with the values that have drifted. */
function refreshedInputs(type: ResourceType, inputs: Properties, state: Properties): Properties {
  const result: Properties = {};
  for (const [property, value] of Object.entries(inputs)) {
    const now = state[property];
    const set = type.sets?.includes(property) ?? false;
    const asked = completed(normalizedValue(type, property, value), now, nestedOf(type, property));
    const unchanged = property === DEFAULTS || same(asked, now, set);
    if (unchanged) result[property] = value;
    else if (now !== undefined) result[property] = now;
  }
  return result;
}

function normalizedValue(type: ResourceType, property: string, value: Value): Value {
  return type.normalize?.[property]?.(value) ?? value;
}

import type { Account, Stored } from "./account";
import type { Properties, Value } from "./values";

/** An error of AWS: `api error InvalidParameterValue: …`. */
export class AwsError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** A refusal of the provider itself in a plan, before any call to AWS. */
export interface Failure {
  property: string;
  reason: string;
}

export interface Place {
  account: Account;
  region: string;
  /** Random bytes of the running call, for names and ids that AWS generates. */
  random: (bytes: number) => string;
}

export interface AutoName {
  property: string;
  maxLength: number;
  separator?: string;
  transform?: (name: string, inputs: Properties) => string;
}

/** A change of a resource. */
export interface Transition {
  /** The state before. */
  before: Properties;
  /** The requested inputs, normalized. */
  after: Properties;
  /** Top-level inputs that differ. */
  changed: ReadonlySet<string>;
}

export interface ResourceType {
  /** AWS's name of the type in errors: `ElastiCache Replication Group`. */
  title: string;
  /** Name of the API in errors: `ElastiCache`. */
  service: string;
  /** API operations; `create` also names the error's operation. */
  operations: { create: string; update?: string; delete?: string };
  autoName?: AutoName;
  /** Inputs that force a replacement. */
  replaces?: readonly string[];
  /** The value that an absent input has in the plan. */
  absent?: Properties;
  /** Whether it is only in Pulumi's state, not in the account. */
  ephemeral?: boolean;
  /** Lists without an order. */
  sets?: readonly string[];
  /** Terraform's defaults, which Check adds to the inputs. */
  defaults?: Properties;
  secrets?: readonly string[];
  /** Fields of an input's objects that AWS returns although they were not given. */
  nested?: Readonly<Record<string, readonly string[]>>;
  /** What a read returns of the state (`known`) that AWS doesn't return. */
  show?: (state: Properties, known: Properties, stored: Stored) => void;
  /** Inputs that AWS doesn't return: a read keeps what the state has. */
  writeOnly?: readonly string[];
  /** The form in which AWS stores a value: lower case, canonical JSON. */
  normalize?: Readonly<Record<string, (value: Value) => Value>>;
  /** Whether an old and a new value mean the same. */
  suppress?: (property: string, before: Value | undefined, after: Value | undefined) => boolean;
  /** The provider's own refusals in a plan. */
  check?: (inputs: Properties) => Failure[];
  /** More inputs that force a replacement in this change. */
  alsoReplaces?: (transition: Transition) => string[];
  /** Outputs that an update makes unknown. */
  unknownAfter?: (transition: Transition) => string[];
  /** Identity in the account. */
  id: (inputs: Properties, place: Place) => string;
  /** Refuses an identity that is taken. */
  taken?: (inputs: Properties, place: Place) => void;
  /** Outputs and AWS's own defaults, for a resource with these inputs. */
  computed: (inputs: Properties, id: string, place: Place) => Properties;
  /** What AWS refuses. `stored` is the resource before an update, absent for a create. */
  accept?: (inputs: Properties, place: Place, stored?: Stored) => void;
  created?: (stored: Stored, inputs: Properties, place: Place) => void;
  /** Changes `stored` in place; unset, the inputs replace the attributes. */
  update?: (stored: Stored, transition: Transition, place: Place) => void;
  /** Refuses a deletion, or deletes what AWS deletes together with the resource. */
  remove?: (stored: Stored, place: Place, state: Properties) => void;
  /** Whether AWS keeps the resource when it is deleted. */
  stays?: (stored: Stored, state: Properties) => boolean;
  /** Attributes that a read returns, if they differ from the stored ones. */
  read?: (stored: Stored, place: Place) => Properties | undefined;
}

export type Invoke = (args: Properties, place: Place) => Properties;

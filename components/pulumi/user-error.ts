/**
 * An error whose message is all that a person needs. Pulumi prints only the message, as for its own RunError, which it
 * recognises by the marker. The error has no stack, because Pulumi also formats the stack of every error in colours,
 * which takes Node.js 20 and 22 up to a minute (`SLOW_FRAME`).
 */
export class UserError extends Error {
  /** @internal */
  readonly __pulumiRunError = true;

  constructor(message: string) {
    super(message);
    this.name = "UserError";
    this.stack = message;
    keepMessage(this);
  }
}

/**
 * Keeps an error's message as it is. The SDK adds `error serializing property "alarmActions": ` before it for each
 * resource that uses the failed value: sixteen times for sixteen alarms.
 */
function keepMessage(error: Error): void {
  const { message } = error;
  Object.defineProperty(error, "message", {
    get: () => message,
    set: () => undefined,
    configurable: true,
  });
}

/** Makes an error of the SDK or of a user's program short and quick to print, without a change of its message. */
export function tidy(error: unknown): void {
  if (!(error instanceof Error)) return;
  if (error.stack !== undefined) error.stack = withoutSlowFrames(error.stack);
  keepMessage(error);
}

/**
 * A frame in a scoped package's own folder, such as `node_modules/@pulumi/output.ts:516:31`, where source maps place
 * the SDK.
 */
const SLOW_FRAME = /^ +at .*node_modules[\\/]@[^\\/]+[\\/][^\\/]*$/;

/**
 * A stack without the frames on which `util.inspect` with colours loops until its text is too long for a string: it
 * looks for a folder below the scope (`markNodeModules` of Node.js 20 and 22). They are the SDK's frames, which do not
 * help a person.
 */
const withoutSlowFrames = (stack: string): string =>
  stack
    .split("\n")
    .filter((line) => !SLOW_FRAME.test(line))
    .join("\n");

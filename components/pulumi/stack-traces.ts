/**
 * Runs `register` with stack traces of one frame. Pulumi's SDK formats a stack trace for each of the hundred promises
 * that it makes per resource (`runtime/debuggable.js`), and source maps make each frame expensive: with ten frames, the
 * default of Node.js, they take more than half of the CPU time of a program with many caches. An error that is thrown
 * later has its whole trace, and one that is thrown in here, such as by a user's transformation, still has its file and
 * line.
 */
export function withShortTraces<T>(register: () => T): T {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = Math.min(limit, 1);
  try {
    return register();
  } finally {
    Error.stackTraceLimit = limit;
  }
}

/**
 * Runs `register` with stack traces of one frame. Pulumi's SDK takes the text of a stack trace for each of the hundred promises that it
 * makes of a resource (`runtime/debuggable.js`), and source maps make each frame dear: with ten frames, the default of Node.js, that
 * is more than half of the CPU time of a program with many caches. What throws later has its whole trace, and what throws in here, such
 * as a transformation of the user's own, still has its file and line.
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

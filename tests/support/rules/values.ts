/** A late value, as the rules recognize one. */
export const later = { then: (): undefined => undefined };

const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));

export const manySubnets = (count: number): string[] =>
  times(count, (index) => `subnet-${String(index)}`);

export const manyTopics = (count: number): string[] =>
  times(count, (index) => `arn:aws:sns:eu-west-1:123456789012:topic-${String(index)}`);

export const manyTags = (count: number): Record<string, string> =>
  Object.fromEntries(times(count, (index) => [`tag${String(index)}`, "x"]));

export const manyUsers = (count: number): Record<string, { accessString: string }> =>
  Object.fromEntries(
    times(count, (index) => [`u${String(index)}`, { accessString: "on ~* +@all" }]),
  );

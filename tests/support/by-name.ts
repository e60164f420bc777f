/** Sorted by name, because the order of registration depends on when outputs become known. */
export const byName = <T extends { readonly name: string }>(resources: readonly T[]): T[] =>
  [...resources].sort((a, b) => (a.name < b.name ? -1 : 1));

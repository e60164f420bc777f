/** In the order of name: the order of registration follows when outputs become known, which is nobody's promise. */
export const byName = <T extends { readonly name: string }>(resources: readonly T[]): T[] =>
  [...resources].sort((a, b) => (a.name < b.name ? -1 : 1));

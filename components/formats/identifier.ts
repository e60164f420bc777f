/**
 * Whether ElastiCache takes a name as an identifier: "Identifiers must begin with a letter; must contain only ASCII letters, digits,
 * and hyphens; and must not end with a hyphen or contain two consecutive hyphens" (its InvalidParameterValue error).
 */
export const isIdentifier = (name: string, longest = 255): boolean =>
  name.length <= longest && /^[a-z](?:-?[a-z0-9])*$/i.test(name);

/** The form of an identifier in words, for messages. */
export const identifierForm = (longest = 255): string =>
  `1 to ${String(longest)} letters, digits and single hyphens, starting with a letter and not ending with a hyphen`;

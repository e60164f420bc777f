/** The public surface of the package, and its only entry. */
export * from "./args";

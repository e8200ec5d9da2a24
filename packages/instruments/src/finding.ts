/** One fault of a definition. */
export interface Finding {
  /** RFC 6901 JSON pointer into the definition. */
  path: string;
  /** Stable reason, e.g. `duplicate-id`, `unknown-reference`, `band-gap`. */
  code: string;
  /** What is wrong and what would be right, in English. */
  message: string;
}

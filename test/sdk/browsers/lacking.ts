/**
 * Takes away what Chromium 86 does not have: what came in 87 to 140 and that a library might use. A browser of today without
 * it is no old browser; `npm run chromium86` runs a real one.
 */
/** Named as one would write it in a console, to be told what is gone. */
const LACKING = [
  'Object.hasOwn',
  'Object.groupBy',
  'Map.groupBy',
  'Promise.withResolvers',
  'Promise.try',
  'Array.fromAsync',
  'AbortSignal.any',
  'AbortSignal.timeout',
  'AbortSignal.abort',
  'Response.json',
  'URL.canParse',
  'URL.parse',
  'Iterator',
  'structuredClone',
  'reportError',
  'scheduler',
  'navigation',
  'Array.prototype.at',
  'Array.prototype.findLast',
  'Array.prototype.findLastIndex',
  'Array.prototype.group',
  'Array.prototype.toReversed',
  'Array.prototype.toSorted',
  'Array.prototype.toSpliced',
  'Array.prototype.with',
  'String.prototype.at',
  'String.prototype.isWellFormed',
  'String.prototype.toWellFormed',
  'Set.prototype.union',
  'Set.prototype.intersection',
  'Set.prototype.difference',
  'AbortSignal.prototype.reason',
  'AbortSignal.prototype.throwIfAborted',
  'Crypto.prototype.randomUUID',
  'Element.prototype.checkVisibility',
  'Element.prototype.setHTMLUnsafe',
  'ElementInternals.prototype.states',
  'HTMLElement.prototype.inert',
  'HTMLElement.prototype.showPopover',
  'ReadableStream.from',
  'ReadableStream.prototype.values',
  'URLSearchParams.prototype.size',
  'Intl.Segmenter',
  'Intl.supportedValuesOf',
];

for (const name of LACKING) {
  const path = name.split('.');
  const last = path.pop()!;
  // Every host object may be missing, in a worker for example.
  const holder = path.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], globalThis);
  if (holder) Reflect.deleteProperty(holder, last);
}
Reflect.deleteProperty(ReadableStream.prototype, Symbol.asyncIterator);

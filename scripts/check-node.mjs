/**
 * One clear sentence instead of a syntax error when npm could not bring Node along.
 *
 * The optional dependency `node` puts the right version into node_modules/.bin, which comes first on the PATH of every
 * npm script; when installation left it out, the machine's own Node runs this file. No imports, so that it always parses.
 */
const NEEDED = 24;
const found = process.versions.node;

if (Number(found.split('.')[0]) < NEEDED) {
  console.error(
    'Xinqiao needs Node ' +
      NEEDED +
      ', which `npm ci` normally brings along, but this is Node ' +
      found +
      ': run `npm ci --include=optional` ' +
      'with install scripts allowed, or install Node ' +
      NEEDED +
      ' from https://nodejs.org/ and try again.',
  );
  process.exit(1);
}

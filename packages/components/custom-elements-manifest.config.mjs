/** The custom-elements manifest: what editors, Storybook and wrappers read. Run by `npm run generate`. */
import { fileURLToPath } from 'node:url';
import { getTsProgram, typeParserPlugin } from '@wc-toolkit/type-parser';

// The root's configuration reads the other packages from their sources: what is in dist must not matter here.
const tsconfig = fileURLToPath(new URL('../../tsconfig.json', import.meta.url));

/** What Lit owns; nobody sets these on an element. */
const OF_LIT = new Set(['styles', 'version', 'render', 'shadowRootOptions']);

/** Keeps what a user of an element can touch: elements and their base, without private, protected and `#` members. */
const publicOnly = {
  name: 'public-only',
  packageLinkPhase({ customElementsManifest: manifest }) {
    const isElement = declaration =>
      declaration.kind === 'class' && (declaration.tagName || declaration.name === 'XqElement');
    const isPublic = member =>
      !member.name.startsWith('#') && !['private', 'protected'].includes(member.privacy) && !OF_LIT.has(member.name);
    manifest.modules = manifest.modules.filter(module => module.declarations?.some(isElement));
    for (const module of manifest.modules) {
      module.declarations = module.declarations.filter(isElement);
      const names = new Set(module.declarations.map(declaration => declaration.name));
      module.exports = module.exports?.filter(({ declaration }) => names.has(declaration.name));
      for (const declaration of module.declarations) {
        declaration.members = declaration.members?.filter(isPublic);
        // Without a description it was guessed from a `dispatchEvent`, with a variable for a name.
        declaration.events = declaration.events?.filter(event => event.description);
      }
    }
  },
};

export default {
  globs: ['src/*/*.ts'],
  exclude: ['src/**/*.test.ts', 'src/**/*.fixture.ts', 'src/**/testing/**', 'src/**/define.ts'],
  outdir: '.',
  litelement: true,
  packagejson: false,
  overrideModuleCreation({ ts, globs }) {
    const program = getTsProgram(ts, globs, tsconfig);
    return program.getSourceFiles().filter(file => globs.some(glob => file.fileName.includes(glob)));
  },
  plugins: [typeParserPlugin(), publicOnly],
};

/**
 * The arrows between packages, as one ESLint rule.
 *
 *   contract ← instruments;  contract ← sdk;  sdk, instruments ← components;  contract, instruments ← server
 *
 * Tests, stories and examples may import anything: they are what sees the house from outside.
 */
import path from 'node:path';

/** What the code of a package may import of its neighbours; `*` stands for one name. `zod`: whether zod may be imported. */
const ALLOWED = {
  contract: { imports: [], zod: true },
  instruments: { imports: ['contract/types'], zod: false },
  sdk: { imports: ['contract/types', 'contract/routes', 'contract/validators'], zod: false },
  components: {
    imports: [
      'sdk',
      'sdk/draft-store',
      'instruments',
      'instruments/library',
      'instruments/library/*',
      'contract/types',
    ],
    zod: false,
  },
  server: { imports: ['contract', 'contract/*', 'instruments', 'instruments/*', 'instruments/library/*'], zod: true },
};

/** @type {import('eslint').Rule.RuleModule} */
export const arrows = {
  meta: {
    type: 'problem',
    docs: { description: 'keep the arrows between packages' },
    schema: [],
    messages: {
      arrow: '{{from}} must not import {{specifier}}: it may import {{allowed}}.',
      outside: '{{specifier}} reaches into packages/ by a relative path: import the package by its name.',
      crossing: '{{specifier}} leaves packages/{{from}}: import the other package by its name.',
      define:
        '{{specifier}} defines elements as a side effect: only examples, stories, tests and define modules import it.',
      zod: '{{from}} must not import zod: what runs in a browser takes types from @xinqiao/contract/types.',
    },
  },
  create(context) {
    const file = path.relative(context.cwd, context.filename).split(path.sep).join('/');
    if (seesFromOutside(file)) return {};
    const from = file.match(/^packages\/([^/]+)\//)?.[1];
    const check = node => {
      const specifier = node?.value;
      if (typeof specifier !== 'string') return;
      const report = (messageId, data) => context.report({ node, messageId, data: { specifier, from, ...data } });

      const target = specifier.startsWith('.') ? path.posix.join(path.posix.dirname(file), specifier) : undefined;
      if (target !== undefined) {
        const to = target.match(/^packages\/([^/]+)\//)?.[1];
        if (from ? to !== from && target !== `packages/${from}` : to) return report(from ? 'crossing' : 'outside');
      }
      if (isDefineModule(specifier, target) && !isDefineFile(file)) return report('define');
      if (!from || !ALLOWED[from]) return;
      if (/^zod(\/|$)/.test(specifier) && !ALLOWED[from].zod) return report('zod');
      const other = specifier.match(/^@xinqiao\/(.+)$/)?.[1];
      if (other && other.split('/')[0] !== from && !ALLOWED[from].imports.some(pattern => matches(pattern, other))) {
        report('arrow', {
          allowed: ALLOWED[from].imports.map(name => `@xinqiao/${name}`).join(', ') || 'no other package',
        });
      }
    };
    return {
      ImportDeclaration: node => check(node.source),
      ExportNamedDeclaration: node => check(node.source),
      ExportAllDeclaration: node => check(node.source),
      ImportExpression: node => check(node.source),
      TSImportType: node => check(node.source ?? node.argument?.literal),
    };
  },
};

function seesFromOutside(file) {
  return (
    /^(test|stories|examples|\.storybook)\//.test(file) ||
    /\.(test|fixture|stories)\.ts$/.test(file) ||
    /^packages\/[^/]+\/(src\/)?testing\//.test(file)
  );
}

/** `core/define.ts` only holds the guarded `define` function; it defines nothing itself. */
function isDefineModule(specifier, target) {
  const inComponents = /^packages\/components\/src\/(?!core\/)([^/]+\/)?define(\.[jt]s)?$/;
  return /^@xinqiao\/components\/(.+\/)?define$/.test(specifier) || (target !== undefined && inComponents.test(target));
}

/** define.ts of an element, define.ts of all, and the script for a `<script src>` tag. */
function isDefineFile(file) {
  return /^packages\/components\/src\/([^/]+\/)?(define|xinqiao)\.ts$/.test(file);
}

function matches(pattern, name) {
  const wanted = pattern.split('/');
  const parts = name.split('/');
  return wanted.length === parts.length && wanted.every((part, index) => part === '*' || part === parts[index]);
}

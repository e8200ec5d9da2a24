import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';
import { arrows } from './scripts/lint/arrows.mjs';

export default tseslint.config(
  {
    ignores: [
      '**/dist/',
      '**/node_modules/',
      'coverage/',
      'storybook-static/',
      'test-results/',
      '.xinqiao/',
      'packages/*/src/generated/',
      'stories/sandbox/generated/',
    ],
  },
  ...tseslint.configs.recommended,
  {
    plugins: { xinqiao: { rules: { arrows } } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'xinqiao/arrows': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-eval': 'error',
      'no-new-func': 'error',
      'no-implied-eval': 'error',
      'object-shorthand': 'error',
      'prefer-const': ['error', { ignoreReadBeforeAssign: true }],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'separate-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
    },
  },
  {
    files: ['packages/*/src/**/*.ts'],
    ignores: ['**/*.test.ts', '**/*.fixture.ts', '**/testing/**'],
    rules: { 'no-console': ['error', { allow: ['warn', 'error'] }] },
  },
  {
    // Tests of bad input say what no type allows; chai's `expect(…).to.be.true` is an expression.
    files: ['**/*.test.ts'],
    rules: { '@typescript-eslint/no-explicit-any': 'off', '@typescript-eslint/no-unused-expressions': 'off' },
  },
  {
    files: ['packages/components/src/**/*.ts', 'stories/**/*.ts'],
    plugins: { lit, wc, 'lit-a11y': litA11y },
    settings: { wc: { elementBaseClasses: ['LitElement', 'XqElement'] } },
    rules: {
      ...lit.configs['flat/recommended'].rules,
      ...wc.configs['flat/recommended'].rules,
      ...litA11y.configs.recommended.rules,
      // WebKit forgets that a list without bullets is one; `role="list"` reminds it.
      'lit-a11y/no-redundant-role': 'off',
      'lit/no-legacy-template-syntax': 'error',
      'lit/no-private-properties': 'error',
      'lit/no-template-map': 'off',
      'no-restricted-syntax': [
        'error',
        {
          // `style=${styleMap(…)}` writes through the CSSOM and is fine.
          selector:
            'TaggedTemplateExpression[tag.name=/^(html|svg)$/] TemplateElement[value.raw=/\\sstyle=["\']?[\\w-]/]',
          message:
            'A style attribute in a template breaks a strict Content-Security-Policy: use a class, a part or styleMap.',
        },
      ],
    },
  },
  {
    // Static templates of Lit take a tag name; the rules know the ordinary ones only.
    files: ['stories/element.ts'],
    rules: { 'lit/binding-positions': 'off', 'lit/no-invalid-html': 'off' },
  },
);

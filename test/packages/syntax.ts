/** Syntax that came to Chromium after version 86, told from the tree of a module. */

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

const FUNCTIONS = ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'];

/** Names of what is newer, by Chromium's own release notes; nothing when a module is old enough. */
export function newerThanChromium86(tree: Node): string[] {
  const found = new Set<string>();
  visit(tree, false, found);
  return [...found];
}

function visit(node: unknown, inFunction: boolean, found: Set<string>): void {
  if (Array.isArray(node)) return node.forEach(member => visit(member, inFunction, found));
  if (typeof node !== 'object' || node === null || typeof (node as Node).type !== 'string') return;
  const here = node as Node;
  const newer = nameOf(here, inFunction);
  if (newer) found.add(newer);
  const within = inFunction || FUNCTIONS.includes(here.type);
  for (const value of Object.values(here)) visit(value, within, found);
}

function nameOf(node: Node, inFunction: boolean): string | undefined {
  switch (node.type) {
    case 'StaticBlock':
      return 'a static block (94)';
    case 'AwaitExpression':
      return inFunction ? undefined : 'await outside of a function (89)';
    case 'ForOfStatement':
      return node.await && !inFunction ? 'await outside of a function (89)' : undefined;
    case 'BinaryExpression':
      return node.operator === 'in' && (node.left as Node).type === 'PrivateIdentifier' ? '#name in … (91)' : undefined;
    case 'Literal':
      return /[dv]/.test((node.regex as { flags: string } | undefined)?.flags ?? '')
        ? 'flag d or v of a regular expression (90, 112)'
        : undefined;
    case 'ImportAttribute':
      return 'attributes of an import (91)';
    case 'VariableDeclaration':
      return /using$/.test(node.kind as string) ? 'using (134)' : undefined;
    case 'ChainExpression':
      return spreads(node) ? '?. before a call that spreads, which Chromium below 91 gets wrong' : undefined;
    default:
      return undefined;
  }
}

const spreads = (node: unknown): boolean =>
  Array.isArray(node)
    ? node.some(spreads)
    : typeof node === 'object' &&
      node !== null &&
      ((node as Node).type === 'CallExpression' &&
      ((node as Node).arguments as Node[]).some(a => a.type === 'SpreadElement')
        ? true
        : Object.values(node).some(spreads));

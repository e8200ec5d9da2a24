/** axe with every rule it has, on what a story shows. */
import { createRequire } from 'node:module';
import type { NodeResult, Result, RunOptions, Spec } from 'axe-core';
import type { Page } from 'playwright-core';
import { palettes, type Theme } from '../../../packages/components/src/core/palettes.ts';
import { contrast, grounds } from '../../../packages/components/src/testing/contrast.ts';

/** To be given to the page once: `page.addScriptTag`. */
export const axeScript = { path: createRequire(import.meta.url).resolve('axe-core/axe.min.js') };

/** Text of one character is judged too: the numbers of questions. axe would leave it to a person. */
const SHORT_TEXT: Spec = {
  checks: [
    ['color-contrast', 4.5, 3],
    ['color-contrast-enhanced', 7, 4.5],
  ].map(([id, normal, large]) => ({
    id: String(id),
    options: {
      ignoreUnicode: true,
      ignoreLength: true,
      ignorePseudo: false,
      boldValue: 700,
      boldTextPt: 14,
      largeTextPt: 18,
      contrastRatio: { normal: { expected: normal }, large: { expected: large } },
      pseudoSizeThreshold: 0.25,
      shadowOutlineEmMax: 0.2,
      textStrokeEmMin: 0.03,
    },
  })),
};

/**
 * axe cannot see what lies under text that something else overlaps (a line of a chart, a cell, a drawn circle). Such text
 * is judged on every ground that the theme has.
 */
const UNSEEN = ['bgOverlap', 'elmPartiallyObscured', 'elmPartiallyObscuring', 'pseudoContent', 'imgNode'];

/** Hidden parts are looked at where they are shown: in another story, or at the other width. */
const SHOWN_ELSEWHERE = 'hidden-content';

interface Found extends Pick<Result, 'id'> {
  /** Where, and what axe says. */
  readonly says: string;
  /** Why axe cannot tell, of contrast. */
  readonly reason: string | undefined;
  /** Of the text: `#rrggbb`. */
  readonly colour: string;
}

/**
 * @param theme `high-contrast` is asked for 7 : 1 (WCAG 2.2 AAA) as well
 * @returns a line for each node that breaks a rule, or of which axe cannot tell and no rule above says why it is right
 */
export async function lookWithAxe(page: Page, theme: Theme): Promise<string[]> {
  const enhanced = theme === 'high-contrast';
  const { violations, incomplete } = await page.evaluate(
    async ([spec, enhanced]) => {
      const { axe } = window as unknown as { axe: typeof import('axe-core') };
      axe.configure(spec);
      const values = axe.getRules().map(({ ruleId }) => ruleId);
      const runOnly: RunOptions['runOnly'] = {
        type: 'rule',
        values: values.filter(rule => enhanced || rule !== 'color-contrast-enhanced'),
      };
      const colourOf = (target: NodeResult['target']): string => {
        let scope: ParentNode = document;
        let element: Element | null = null;
        for (const selector of target.flat()) {
          element = scope.querySelector(selector);
          scope = element?.shadowRoot ?? document;
        }
        if (!element) return '';
        const { color, fill } = getComputedStyle(element);
        const parts = (element instanceof SVGElement ? fill : color).match(/\d+/g) ?? [];
        return `#${parts.map(part => Number(part).toString(16).padStart(2, '0')).join('')}`;
      };
      const found = (results: Result[]): Found[] =>
        results.flatMap(({ id, nodes }) =>
          nodes.map(({ target, any, all, none }) => {
            const checks = [...any, ...all, ...none];
            return {
              id,
              says: `${id}: ${JSON.stringify(target.flat().at(-1))} ${checks.map(({ message }) => message).join(' ')}`,
              reason: (checks[0]?.data as { messageKey?: string } | undefined)?.messageKey,
              colour: colourOf(target),
            };
          }),
        );
      // Rules about pages are for pages: an element is a part of one.
      const results = await axe.run('.story', { runOnly, resultTypes: ['violations', 'incomplete'] });
      return { violations: found(results.violations), incomplete: found(results.incomplete) };
    },
    [SHORT_TEXT, enhanced] as const,
  );
  const needed: Readonly<Record<string, number>> = { 'color-contrast': 4.5, 'color-contrast-enhanced': 7 };
  const isRead = ({ id, reason, colour }: Found) =>
    needed[id] !== undefined &&
    UNSEEN.includes(reason ?? '') &&
    grounds.every(ground => contrast(colour, palettes[theme][ground]) >= needed[id]!);
  const open = incomplete.filter(one => one.id !== SHOWN_ELSEWHERE && !isRead(one));
  return [...violations, ...open].map(({ says, reason, colour }) => `${says} ${reason ?? ''} ${colour}`);
}

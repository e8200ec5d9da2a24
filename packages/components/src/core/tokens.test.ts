import { expect } from '@open-wc/testing';
import type { LitElement } from 'lit';
import { contrast, grounds } from '../testing/contrast.ts';
import * as elements from '../index.ts';
import { extraStyles } from '../questionnaire/extras.ts';
import '../questionnaire/later/index.ts';
import { palettes, type Theme } from './palettes.ts';

for (const theme of Object.keys(palettes) as Theme[]) {
  const palette = palettes[theme];
  describe(`the ${theme} theme`, () => {
    for (const ground of grounds) {
      for (const text of ['text', 'text-muted', 'accent-strong'] as const) {
        it(`writes ${text} on ${ground} with a contrast of 4.5 or more`, () => {
          expect(contrast(palette[text], palette[ground])).to.be.at.least(4.5);
        });
      }
    }
    if (theme === 'high-contrast') {
      it('writes everything with a contrast of 7 or more', () => {
        for (const ground of grounds) {
          for (const text of ['text', 'text-muted', 'accent-strong', 'error', 'level-high', 'level-watch'] as const) {
            expect(contrast(palette[text], palette[ground]), `${text} on ${ground}`).to.be.at.least(7);
          }
        }
      });
    }
    it('writes on the accent, errors and levels with a contrast of 4.5 or more', () => {
      expect(contrast(palette['on-accent'], palette.accent)).to.be.at.least(4.5);
      expect(contrast(palette['on-accent'], palette['accent-strong'])).to.be.at.least(4.5);
      expect(contrast(palette.error, palette.surface)).to.be.at.least(4.5);
      for (const level of ['imminent', 'high', 'moderate', 'watch'] as const) {
        expect(contrast(palette[`level-${level}`], palette.surface), level).to.be.at.least(4.5);
        expect(contrast(palette[`level-${level}`], palette[`level-${level}-soft`]), level).to.be.at.least(4.5);
      }
    });
    it('draws controls and the focus with a contrast of 3 or more', () => {
      expect(contrast(palette['line-strong'], palette.surface)).to.be.at.least(3);
      expect(contrast(palette.focus, palette.surface)).to.be.at.least(3);
    });
  });
}

describe('private tokens', () => {
  const classes = Object.values<unknown>(elements).filter(
    (one): one is typeof LitElement => typeof one === 'function' && 'elementStyles' in one,
  );

  it('are there in every element that is drawn with them', () => {
    expect(classes.length).to.be.greaterThan(10);
    for (const element of classes) {
      void element.observedAttributes; // works the styles out
      const own = [...element.elementStyles, ...(element === elements.XqQuestionnaire ? extraStyles : [])];
      const styles = own.map(one => (one as { cssText: string }).cssText).join('\n');
      const missing = [...styles.matchAll(/var\((--_xq-[\w-]+)\)/g)].filter(([, name]) => !styles.includes(`${name}:`));
      expect(
        missing.map(([, name]) => name),
        element.name,
      ).to.deep.equal([]);
    }
  });
});

import { expect } from '@open-wc/testing';
import { palettes, type Theme } from './tokens.ts';

/** WCAG 2.2 relative luminance of `#rrggbb`. */
function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5]
    .map(at => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map(channel => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4)) as [
    number,
    number,
    number,
  ];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ['surface', 'surface-sunken', 'accent-soft'] as const;

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

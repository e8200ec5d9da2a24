/** What a growth file shows: stages and terms with something in them, and trends as points with the words of their bands. */
import type { GrowthFile, ScoreTrend } from '@xinqiao/contract/types';
import type { TrendSource } from '../core/chart/trend-geometry.ts';
import { formatMonth } from '../core/format.ts';
import { plainText } from '../core/content.ts';
import type { Language } from '../core/localization.ts';

export type StageView = GrowthFile['stages'][number];

/** Stages as they come, newest first, without terms that nothing happened in. A stage without any entry stays. */
export const timeline = (file: GrowthFile): StageView[] =>
  file.stages.map(stage => ({ ...stage, terms: stage.terms.filter(term => term.entries.length > 0) }));

export interface TrendRow {
  on: string;
  value: number;
  /** Of the response that gave the score. */
  responseId: string;
  /** Word of the band; empty where the scale has none for this value. */
  band: string;
}

export interface TrendView {
  key: string;
  trend: ScoreTrend;
  source: TrendSource;
  /** Newest first. */
  rows: readonly TrendRow[];
  latest: TrendRow;
}

/** Trends that have points; a scale without any is left out. */
export function trendViews(trends: readonly ScoreTrend[], language: Language): TrendView[] {
  return trends
    .filter(({ points }) => points.length > 0)
    .map(trend => {
      const points = [...trend.points].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
      const bands = trend.bands.map(band => ({ ...band, label: plainText(band.label, language) }));
      const rows = points.map(({ on, value, bandId, responseId }): TrendRow => {
        const label = bands.find(({ id }) => id === bandId)?.label;
        // A mean of many answers has more decimals than anybody reads.
        return { on, value: Math.round(value * 100) / 100, responseId, band: label ?? '' };
      });
      return {
        key: `${trend.instrumentId} ${trend.scaleId}`,
        trend,
        source: {
          min: trend.min,
          max: trend.max,
          bands,
          points: rows.map(({ on, value }) => ({ on, value, label: formatMonth(language, on) })),
        },
        latest: rows[rows.length - 1] as TrendRow,
        rows: rows.reverse(),
      };
    });
}

/** Fill `{responseId}` and `{studentId}` into the host's template. */
export const reportHref = (template: string, responseId: string, studentId: string): string =>
  template.replace(/\{(responseId|studentId)\}/g, (_, name: string) =>
    encodeURIComponent(name === 'responseId' ? responseId : studentId),
  );

/** `tel:` link for a contact that is a telephone number and nothing else; `undefined` for a room or an address. */
export function telephone(contact: string): string | undefined {
  const digits = contact.replace(/[\s()（）-]/g, '');
  return /^\+?\d{3,15}$/.test(digits) ? `tel:${digits}` : undefined;
}

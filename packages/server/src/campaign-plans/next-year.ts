/** The same campaign a year later. */
import type { CampaignPlanContent, LocalizedText } from '@xinqiao/contract/types';
import { timestamp } from '../app/time.ts';

/** The same day and time at the school; of 29 February the day before. Null where years have no four digits any more. */
export function aYearLater(at: string): string | null {
  const local = timestamp(new Date(at));
  const year = String(Number(local.slice(0, 4)) + 1).padStart(4, '0');
  if (year.length > 4) return null;
  const day = local.slice(4, 10) === '-02-29' ? '-02-28' : local.slice(4, 10);
  return `${year}${day}${local.slice(10)}`;
}

/** 2026级 becomes 2027级, 2026–2027学年 becomes 2027–2028学年. Longer numbers are no years. */
const inTitle = (text: string): string => text.replaceAll(/(?<!\d)20\d\d(?!\d)/g, year => String(Number(year) + 1));

const mapText = (text: LocalizedText, change: (words: string) => string): LocalizedText =>
  Object.fromEntries(Object.entries(text).map(([language, words]) => [language, change(words)]));

/** The target stays by rule: those who enrol a year later, in the same units. */
export const nextYear = (content: CampaignPlanContent): CampaignPlanContent => ({
  ...content,
  title: mapText(content.title, inTitle),
  target: { ...content.target, enrolmentYears: content.target.enrolmentYears.map(year => year + 1) },
  opensAt: content.opensAt && aYearLater(content.opensAt),
  closesAt: content.closesAt && aYearLater(content.closesAt),
});

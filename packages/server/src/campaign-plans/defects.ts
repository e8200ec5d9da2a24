/** What keeps a draft from being published, each with its pointer into the content. */
import { MAX_CAMPAIGN_DAYS } from '@xinqiao/contract';
import type { CampaignPlanContent, CampaignTarget, LocalizedText } from '@xinqiao/contract/types';
import type { PointedError } from '../app/problem.ts';

const DAY = 24 * 60 * 60 * 1000;
const LANGUAGE = 'zh-CN';
const TITLE_LENGTH = 120;
const TEXT_LENGTH = 4_000;

const required = (pointer: string): PointedError => ({ pointer, code: 'required', detail: 'Is missing.' });

function textDefects(pointer: string, text: LocalizedText, length: number): PointedError[] {
  const tooLong = Object.keys(text).filter(language => text[language]!.length > length);
  return [
    ...(text[LANGUAGE]?.trim() ? [] : [required(`${pointer}/${LANGUAGE}`)]),
    ...tooLong.map(language => ({
      pointer: `${pointer}/${language}`,
      code: 'too-long',
      detail: `Has more than ${length} characters.`,
    })),
  ];
}

function consentDefects({ title, summary, points, contact }: CampaignPlanContent['consent']): PointedError[] {
  return [
    ...textDefects('/consent/title', title, TITLE_LENGTH),
    ...textDefects('/consent/summary', summary, TEXT_LENGTH),
    ...(points.length === 0 ? [required('/consent/points')] : []),
    ...points.flatMap((point, index) => [
      ...textDefects(`/consent/points/${index}/title`, point.title, TITLE_LENGTH),
      ...textDefects(`/consent/points/${index}/text`, point.text, TEXT_LENGTH),
    ]),
    ...textDefects('/consent/contact', contact, TEXT_LENGTH),
  ];
}

function windowDefects({ opensAt, closesAt, reminders }: CampaignPlanContent, now: Date): PointedError[] {
  const missing = [...(opensAt ? [] : [required('/opensAt')]), ...(closesAt ? [] : [required('/closesAt')])];
  if (!opensAt || !closesAt) return missing;
  const closes = Date.parse(closesAt);
  // One that should have opened already opens at once.
  const days = (closes - Math.max(Date.parse(opensAt), now.getTime())) / DAY;
  const at = (code: string, detail: string) => [{ pointer: '/closesAt', code, detail }];
  if (closes <= Date.parse(opensAt)) return at('not-after-opening', 'Is not later than the opening.');
  if (closes <= now.getTime()) return at('in-the-past', 'Is over already.');
  if (days > MAX_CAMPAIGN_DAYS) return at('out-of-range', `Is more than ${MAX_CAMPAIGN_DAYS} days after the opening.`);
  return reminders.flatMap((reminder, index) =>
    reminder.days < days
      ? []
      : [
          {
            pointer: `/reminders/${index}/days`,
            code: 'outside-window',
            detail: 'Lies outside of the time it is open.',
          },
        ],
  );
}

function targetDefects({ target }: CampaignPlanContent, { students }: CampaignTarget): PointedError[] {
  if (target.unitIds.length === 0) return [required('/target/unitIds')];
  if (target.rule === 'grades' && target.enrolmentYears.length === 0) return [required('/target/enrolmentYears')];
  return students > 0 ? [] : [{ pointer: '/target', code: 'nobody', detail: 'Means no student.' }];
}

function instrumentDefects({ instruments }: CampaignPlanContent, target: CampaignTarget): PointedError[] {
  if (instruments.length === 0) return [required('/instruments')];
  return instruments.flatMap((id, index) => {
    const hindrance = target.instruments.find(one => one.id === id)?.hindrance;
    // That nobody is meant at all is told beside the target.
    if (!hindrance || (hindrance === 'nobody-of-age' && target.students === 0)) return [];
    return [{ pointer: `/instruments/${index}`, code: hindrance, detail: 'Cannot be asked of this target.' }];
  });
}

/** Nothing when it can be published. */
export const defectsOf = (content: CampaignPlanContent, target: CampaignTarget, now: Date): PointedError[] => [
  ...textDefects('/title', content.title, TITLE_LENGTH),
  ...textDefects('/purpose', content.purpose, TEXT_LENGTH),
  ...targetDefects(content, target),
  ...instrumentDefects(content, target),
  ...windowDefects(content, now),
  ...consentDefects(content.consent),
];

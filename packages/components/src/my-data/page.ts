/** The copy of the own data as a page to read and to print: one file, nothing loaded from anywhere, no script. */
import type { Answers, Instrument, MyDataCopy } from '@xinqiao/contract/types';
import { formatClock, formatDate, formatNumber } from '../core/format.ts';
import { plainText } from '../core/content.ts';
import type { Language } from '../core/localization.ts';
import { heldKinds } from './model.ts';
import type { MyDataStrings } from './strings.ts';

interface PageWords {
  made: string;
  no: string;
  facts: Record<string, string>;
  questionnaires: string;
  level: string;
  score: string;
  notReleased: string;
  notSubmitted: string;
  reasons: string;
  reason: Record<MyDataCopy['reasons'][number]['code'], string>;
  question: string;
  answer: string;
  course: string;
  hours: (attended: number, credits: number) => string;
  consents: string;
  growth: string;
  requests: string;
}

const words: Record<Language, PageWords> = {
  'zh-CN': {
    made: '生成于',
    no: '没有',
    facts: {
      name: '姓名',
      studentNumber: '学号',
      birthDate: '出生日期',
      collegeName: '学院或年级',
      className: '班级',
      dormitoryName: '宿舍',
    },
    questionnaires: '问卷和回答',
    level: '结果',
    score: '分数',
    notReleased: '结果没有在这里公布，可以到心理中心当面了解。',
    notSubmitted: '开始填写，还没有提交。最后保存于',
    reasons: '学校登记的没有填写的原因',
    reason: { suspended: '休学', leave: '请假', away: '实习或交流在外', 'no-device': '没有设备', other: '其他' },
    question: '题目',
    answer: '你的回答',
    course: '心理健康课',
    hours: (attended, credits) => `已上 ${attended} 学时，已得 ${credits} 学分`,
    consents: '同意记录',
    growth: '成长档案',
    requests: '请求',
  },
  en: {
    made: 'Made on',
    no: 'None',
    facts: {
      name: 'Name',
      studentNumber: 'Student number',
      birthDate: 'Date of birth',
      collegeName: 'College or grade',
      className: 'Class',
      dormitoryName: 'Dormitory',
    },
    questionnaires: 'Questionnaires and answers',
    level: 'Result',
    score: 'Score',
    notReleased: 'The result is not given here; the psychology centre can tell you in person.',
    notSubmitted: 'Begun and not submitted. Last saved on',
    reasons: 'Why a questionnaire was not answered, by the books of the school',
    reason: {
      suspended: 'Suspended from studies',
      leave: 'On leave',
      away: 'Away for an internship or exchange',
      'no-device': 'No device',
      other: 'Other',
    },
    question: 'Question',
    answer: 'Your answer',
    course: 'Mental-health course',
    hours: (attended, credits) => `Hours attended: ${attended}, credits earned: ${credits}`,
    consents: 'Consents',
    growth: 'Growth file',
    requests: 'Requests',
  },
};

const decisions: Record<Language, Record<MyDataCopy['consents'][number]['decision'], string>> = {
  'zh-CN': { given: '同意', refused: '没有同意', withdrawn: '撤回同意' },
  en: { given: 'agreed', refused: 'declined', withdrawn: 'withdrew' },
};

/** Everything that comes from data goes through here: a name or an answer never becomes markup. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`);

/** A page that is kept for years says the year. */
const moment = (language: Language, at: string): string => `${formatDate(language, at)} ${formatClock(language, at)}`;

const css = `:root{color-scheme:light dark}body{max-width:44rem;margin:2rem auto;padding:0 1rem;font:1rem/1.6 system-ui,sans-serif}
h1{font-size:1.6rem}h2{margin:2.5rem 0 .5rem;font-size:1.2rem}h3{margin:1.5rem 0 .25rem;font-size:1rem}
table{width:100%;border-collapse:collapse}th,td{padding:.35rem .5rem .35rem 0;text-align:start;vertical-align:top;font-weight:400}
tr+tr>*{border-top:1px solid #8884}th{width:55%}.small{opacity:.75;font-size:.9rem}
@media print{body{margin:0;max-width:none}h2,h3{break-after:avoid}tr{break-inside:avoid}}`;

/** The wording of what was asked, by `id version`; what is missing is shown by its id and value. */
export type Definitions = ReadonlyMap<string, Instrument>;

function answerRows(answers: Answers, instrument: Instrument | undefined, language: Language): string {
  return Object.entries(answers)
    .map(([id, value]) => {
      const item = instrument?.items.find(one => one.id === id);
      const set = instrument?.responseSets?.find(one => item && 'responseSet' in item && one.id === item.responseSet);
      const options = item && 'options' in item && item.options ? item.options : (set?.options ?? []);
      const label = (one: string | number) =>
        plainText(options.find(option => option.value === one)?.label, language) || String(one);
      const told = [value ?? '—']
        .flat()
        .map(label)
        .join(language === 'en' ? ', ' : '、');
      const asked = (item && plainText(item.text, language)) || id;
      return `<tr><th scope="row">${escapeHtml(asked)}</th><td>${escapeHtml(told)}</td></tr>`;
    })
    .join('');
}

/** @returns a whole HTML document in the language */
export function copyPage(copy: MyDataCopy, definitions: Definitions, language: Language, s: MyDataStrings): string {
  const w = words[language];
  const e = escapeHtml;
  const t = (text: Readonly<Record<string, string>>) => e(plainText(text, language));
  const section = (title: string, body: string) =>
    `<section><h2>${e(title)}</h2>${body || `<p>${e(w.no)}</p>`}</section>`;
  const list = (items: readonly string[]) =>
    items.length > 0 ? `<ul>${items.map(one => `<li>${one}</li>`).join('')}</ul>` : '';
  const facts = Object.entries(w.facts)
    .map(([key, name]) => {
      const value = copy.student[key as 'name'] as string | null;
      return value === null ? '' : `<tr><th scope="row">${e(name)}</th><td>${e(value)}</td></tr>`;
    })
    .join('');
  const titles = new Map(copy.assignments.map(({ campaignId, campaignTitle }) => [campaignId, campaignTitle]));
  const answerTable = (answers: Answers, definition: Instrument | undefined) =>
    `<table><thead><tr><th scope="col">${e(w.question)}</th><td>${e(w.answer)}</td></tr></thead><tbody>${answerRows(answers, definition, language)}</tbody></table>`;
  const responses = copy.responses.map(response => {
    const definition = definitions.get(`${response.instrumentId} ${response.instrumentVersion}`);
    const told = (response.feedback ?? []).map(({ scaleId, level, score }) =>
      [
        t(definition?.scales.find(({ id }) => id === scaleId)?.title ?? {}),
        level && `${e(w.level)}: ${t(level)}`,
        score !== null && `${e(w.score)}: ${formatNumber(language, score)}`,
      ]
        .filter(Boolean)
        .join(' · '),
    );
    return `<h3>${t(response.title)}</h3><p class="small">${t(response.campaignTitle)} · ${e(moment(language, response.receivedAt))}</p>
<p>${told.length > 0 ? told.join('<br>') : e(w.notReleased)}</p>
${answerTable(response.answers, definition)}`;
  });
  const drafts = copy.drafts.map(draft => {
    const definition = definitions.get(`${draft.instrumentId} ${draft.instrumentVersion}`);
    return `<h3>${t(draft.title)}</h3><p class="small">${t(draft.campaignTitle)}</p>
<p>${e(w.notSubmitted)} ${e(moment(language, draft.savedAt))}</p>
${answerTable(draft.answers, definition)}`;
  });
  const reasons = copy.reasons.map(
    ({ code, at, title }) => `${e(formatDate(language, at))} ${t(title)}: ${e(w.reason[code] ?? code)}`,
  );
  const entries = copy.growthFile.stages.flatMap(stage =>
    stage.terms.flatMap(term => term.entries.map(entry => `${e(formatDate(language, entry.on))} ${t(entry.title)}`)),
  );
  const requests = [
    ...copy.corrections.map(
      one =>
        `${e(formatDate(language, one.requestedAt))} ${e(s.correctionOf(s.subjects[one.about]))}: ${e(one.wrong)} → ${e(one.right)} (${e(s.correctionStates[one.state])}${one.answer === null ? '' : `: ${e(one.answer)}`})`,
    ),
    ...copy.erasures.map(
      one =>
        `${e(formatDate(language, one.requestedAt))} ${e(s.erasureOf[one.campaignId === null ? 'all' : 'campaign'])}`,
    ),
  ];
  const kinds = heldKinds({ kinds: copy.kinds, asOf: copy.createdAt }).map(({ kind, inCopy }) => {
    const [name, about] = Object.prototype.hasOwnProperty.call(s.kinds, kind) ? s.kinds[kind] : [kind, ''];
    return `${e(name)}: ${e(about)}${inCopy ? '' : ` (${e(s.notInCopy)})`}`;
  });
  const guardians = copy.guardians.map(({ name, relation }) => `${e(relation)} ${e(name)}`);
  const { courseProgress } = copy;
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${e(s.title)}</title><style>${css}</style></head><body>
<h1>${e(s.title)}</h1><p class="small">${e(w.made)} ${e(moment(language, copy.createdAt))}</p>
${section(s.kinds.roster[0], `<table><tbody>${facts}</tbody></table>`)}
${guardians.length > 0 ? section(s.kinds.guardians[0], list(guardians)) : ''}
${section(w.questionnaires, [...responses, ...drafts].join(''))}
${reasons.length > 0 ? section(w.reasons, list(reasons)) : ''}
${section(w.consents, list(copy.consents.map(one => `${e(moment(language, one.decidedAt))} ${t(titles.get(one.campaignId) ?? {})} ${e(decisions[language][one.decision])}${one.by === 'student' ? '' : ` (${e(s.kinds.guardians[0])})`}`)))}
${section(w.course, `<p>${e(w.hours(courseProgress.hoursAttended, courseProgress.creditsEarned))}</p>`)}
${section(w.growth, list(entries))}
${section(w.requests, list(requests))}
${section(s.held, list(kinds))}
</body></html>
`;
}

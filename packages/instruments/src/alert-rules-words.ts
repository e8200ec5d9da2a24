/** What alert rules and their reasons say, in zh-CN and en. */
import type { Instrument, Item, LocalizedText, ScoreResult } from '@xinqiao/contract/types';
import type { AlertCondition, AlertRule, FactCondition, ProposedLevel } from './alert-rules-format.ts';
import { textOf } from './language.ts';
import type { ReliableChange } from './reliable-change.ts';
import { answerTo, indexInstrument } from './visibility.ts';

const both = (say: (language: 'zh-CN' | 'en') => string): LocalizedText => ({ 'zh-CN': say('zh-CN'), en: say('en') });
const pick = (language: string, zh: string, en: string) => (language === 'en' ? en : zh);

/** Data class C3: that somebody should follow up, and how soon. */
export const levelTexts: Record<ProposedLevel, LocalizedText> = {
  imminent: {
    'zh-CN': '需要受过训练的人员立即跟进。',
    en: 'A trained person needs to follow up at once.',
  },
  high: {
    'zh-CN': '需要受过训练的人员当天跟进。',
    en: 'A trained person needs to follow up the same day.',
  },
  watch: {
    'zh-CN': '建议由受过训练的人员进一步了解情况。',
    en: 'A trained person should look into this further.',
  },
};

/** Data class C3. Says nothing that could make anybody wait. */
export const caveatText: LocalizedText = {
  'zh-CN': '复核时请结合其他信息；不影响跟进时限。',
  en: 'Consider other information as well when reviewing; the time to respond stays the same.',
};

interface Graded {
  text: LocalizedText;
  detail: LocalizedText;
}

/** Says of a reason what it rests on first, in both grades. */
const after =
  (text: LocalizedText, detail: LocalizedText) =>
  <R extends Graded>(reason: R): R => ({
    ...reason,
    text: both(language =>
      pick(language, `${text['zh-CN']}${reason.text['zh-CN']}`, `${text['en']} ${reason.text['en']}`),
    ),
    detail: both(language =>
      pick(language, `${detail['zh-CN']}${reason.detail['zh-CN']}`, `${detail['en']} ${reason.detail['en']}`),
    ),
  });

/** Of a reason that an attempt gave before it was handed in. */
export const ofUnfinished = after(
  { 'zh-CN': '有一份测评开始后没有提交。', en: 'A questionnaire was begun and not handed in.' },
  { 'zh-CN': '未提交的作答，本人可能还会修改。', en: 'Not handed in; the person may still change it.' },
);

/** Of a reason that answers gave which came too late, or beside others that were handed in before. */
export const ofRefused = after(
  { 'zh-CN': '有一份测评提交了，但没有被接收。', en: 'A questionnaire was handed in and not taken.' },
  { 'zh-CN': '没有被接收的作答，系统里没有保存。', en: 'Handed in and not taken; it is not kept.' },
);

export function itemDetail(instrument: Instrument, itemId: string, value: number): LocalizedText {
  const { item, options } = indexInstrument(instrument).byId.get(itemId) ?? { item: {} as Partial<Item>, options: [] };
  const label = options.find(option => option.value === value)?.label;
  const detail = (language: string, name: string, open: string, close: string) => {
    const wording = textOf(item.text, language)?.text;
    const answer = textOf(label, language)?.text;
    return `${instrument.abbreviation} ${name}${wording ? open + wording + close : ''}${answer ? `${answer} (${value})` : value}`;
  };
  return {
    'zh-CN': detail('zh-CN', `第 ${itemId} 题：`, '“', '” → '),
    en: detail('en', `item ${itemId}: `, '“', '” → '),
  };
}

/** The instrument and, where it has several, the scale. */
function scaleName(instrument: Instrument, scaleId: string, language: string): string {
  const scale = instrument.scales.find(({ id }) => id === scaleId);
  // With one scale its name adds nothing to the instrument's.
  const title = instrument.scales.length > 1 ? ` ${textOf(scale?.title, language)?.text ?? scaleId}` : '';
  return instrument.abbreviation + title;
}

export function scaleDetail(
  instrument: Instrument,
  result: ScoreResult,
  scaleId: string,
  what: LocalizedText,
): LocalizedText {
  const scale = instrument.scales.find(({ id }) => id === scaleId);
  const value = answerTo(result.scores, scaleId);
  return both(
    language =>
      `${scaleName(instrument, scaleId, language)}${pick(language, '：', ': ')}${value} (${scale?.min}–${scale?.max})${pick(language, '，', ', ')}${textOf(what, language)?.text}`,
  );
}

export function decisionDetail(instrument: Instrument, decision: string, label?: LocalizedText): LocalizedText {
  return both(
    language => instrument.abbreviation + pick(language, '：', ': ') + (textOf(label, language)?.text ?? decision),
  );
}

/** As people write it, not as programs do. */
const sign = (op: string) => ({ '>=': '≥', '<=': '≤', '!=': '≠' })[op] ?? op;

export const cutoffText = (op: string, value: number): LocalizedText => ({
  'zh-CN': `达到界值 ${sign(op)} ${value}`,
  en: `cut-off ${sign(op)} ${value} reached`,
});

export const ruleText = (op: string, value: number): LocalizedText => ({
  'zh-CN': `符合规则 ${sign(op)} ${value}`,
  en: `${sign(op)} ${value}, as the rule says`,
});

const ago = (days: number) => [`${days} 天前`, days === 1 ? '1 day ago' : `${days} days ago`] as const;

export function worseningDetail(
  instrument: Instrument,
  scale: string,
  { before, after, rci }: ReliableChange,
  days: number,
): LocalizedText {
  const [zh, en] = ago(days);
  return both(language =>
    pick(
      language,
      `${scaleName(instrument, scale, language)}：${before}（${zh}）→ ${after}，可靠变化指数 ${rci}，变差超出测量误差`,
      `${scaleName(instrument, scale, language)}: ${before} (${en}) → ${after}, reliable change index ${rci}, worse by more than the error of measurement`,
    ),
  );
}

/** What held, each with how long ago where it was an earlier result. */
export function severalDetail(parts: readonly { detail: LocalizedText; days: number | null }[]): LocalizedText {
  return both(language =>
    parts
      .map(({ detail, days }) => {
        const when = days === null ? '' : pick(language, `（${ago(days)[0]}）`, ` (${ago(days)[1]})`);
        return (textOf(detail, language)?.text ?? '') + when;
      })
      .join(pick(language, '；', '; ')),
  );
}

const kinds: Record<FactCondition['on'], { zh: string; en: string }> = {
  'critical-item': { zh: '关键题', en: 'critical item' },
  decision: { zh: '判定', en: 'decision' },
  'cut-off': { zh: '界值', en: 'cut-off' },
  band: { zh: '等级', en: 'level' },
};

/** Ids as the instruments call them, where there are instruments to ask. */
function namesFrom(instruments: readonly Instrument[], language: string) {
  const find = (id: string) => instruments.find(one => one.id === id);
  return {
    instrument: (id: string) => find(id)?.abbreviation ?? id,
    /** With one scale its name adds nothing to the instrument's. */
    score(id: string, scaleId: string) {
      const scales = find(id)?.scales;
      if (scales?.length === 1) return '';
      return ` ${textOf(scales?.find(scale => scale.id === scaleId)?.title, language)?.text ?? scaleId}`;
    },
    fact({ on, instrument }: FactCondition, id: string) {
      const ranges = on === 'band' && instrument ? (find(instrument)?.bands ?? []).flatMap(set => set.ranges) : [];
      return textOf(ranges.find(range => range.id === id)?.label, language)?.text ?? id;
    },
  };
}

function looksFor(when: AlertCondition, language: string, instruments: readonly Instrument[]): string {
  const say = (zh: string, en: string) => pick(language, zh, en);
  const names = namesFrom(instruments, language);
  switch (when.on) {
    case 'score': {
      const [name, score] = [names.instrument(when.instrument), names.score(when.instrument, when.scale)];
      return say(
        ` ${name}${score} 得分 ${when.op} ${when.value} `,
        `the score${score} of ${name} is ${when.op} ${when.value}`,
      );
    }
    case 'worsening': {
      const { instrument, scale, variant, worse, criterion = 1.96, sd, reliability } = when.measurement;
      const way = variant === undefined ? '' : say(`（计分方式 ${variant}）`, ` (scored as ${variant})`);
      const [name, score] = [names.instrument(instrument) + way, names.score(instrument, scale)];
      return say(
        ` ${name}${score} 得分较 ${when.withinDays} 天内${when.against === 'first' ? '首次' : '上一次'}结果变差且超出测量误差（${worse === 'higher' ? '升高' : '降低'}，可靠变化指数绝对值大于 ${criterion}；标准差 ${sd.value}，信度 ${reliability.value}）`,
        `the score${score} of ${name} became reliably worse (${worse}; |RCI| above ${criterion}; SD ${sd.value}, reliability ${reliability.value}) than the ${when.against} result within ${when.withinDays} days`,
      );
    }
    case 'several': {
      const parts = when.all.map(part => looksFor(part, language, instruments).trim());
      return say(
        ` ${when.withinDays} 天内同时满足：${parts.join('；')} `,
        `within ${when.withinDays} days all of this holds: ${parts.join('; ')}`,
      );
    }
    default: {
      const { zh, en } = kinds[when.on];
      const where = when.instrument ? names.instrument(when.instrument) : undefined;
      const which = when.ids?.map(id => names.fact(when, id));
      const inSystem = when.keys ? say(`（${when.keys.join('、')}）`, ` (${when.keys.join(', ')})`) : '';
      return say(
        `${where ? ` ${where} ` : '任一量表'}出现${which ? `${zh}${inSystem} ${which.join('、')} ` : `任一${zh}${inSystem}`}`,
        `${where ?? 'any instrument'} has ${which ? `the ${en}${inSystem} ${which.join(' or ')}` : `any ${en}${inSystem}`}`,
      );
    }
  }
}

const levelNames: Record<ProposedLevel, { zh: string; en: string }> = {
  imminent: { zh: '紧急', en: 'urgent' },
  high: { zh: '重点', en: 'high' },
  watch: { zh: '留意', en: 'watch' },
};

/**
 * What a rule looks for and what it proposes, in one sentence; for an inbox and for documentation.
 *
 * @param instruments Where the names of instruments, scales and levels are taken from; ids stand where these are lacking.
 */
export function explainAlertRule({ when, level }: AlertRule, instruments: readonly Instrument[] = []): LocalizedText {
  const { zh, en } = levelNames[level];
  return {
    'zh-CN': `当${looksFor(when, 'zh-CN', instruments)}时，建议等级“${zh}”，由受过训练的人员决定。`,
    en: `When ${looksFor(when, 'en', instruments)}, the level “${en}” is proposed; a trained person decides.`,
  };
}

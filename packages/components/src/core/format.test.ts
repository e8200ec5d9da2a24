import { expect } from '@open-wc/testing';
import { daysUntil, formatDate, formatMoment, formatTerm, formatTime, languageName, lastMinute } from './format.ts';

describe('midnight', () => {
  // First in this file: formatters are made once.
  it('is the beginning of the day that is named, also in browsers that say 24:00 where a clock has twelve hours', () => {
    const { DateTimeFormat } = Intl;
    // What `hour12: false` was until ECMA-402 of 2024: h24 in languages of twelve hours.
    const older = function (language: string, { hour12, ...options }: Intl.DateTimeFormatOptions) {
      const cycle = hour12 === false && language === 'en' ? { hourCycle: 'h24' as const } : {};
      return new DateTimeFormat(language, { ...options, ...cycle });
    };
    Intl.DateTimeFormat = older as unknown as typeof DateTimeFormat;
    try {
      for (const language of ['zh-CN', 'en'] as const) {
        expect(formatTime(language, '2026-11-24T00:00:00+08:00'), language).to.match(/24.* 00:00$/);
        expect(formatMoment(language, '2026-11-24T00:00:00+08:00'), language).to.match(/24.* 00:00$/);
      }
    } finally {
      Intl.DateTimeFormat = DateTimeFormat;
    }
  });
});

describe('dates', () => {
  it('of a day stay that day in every time zone', () => {
    expect(formatDate('zh-CN', '2026-09-12')).to.equal('2026年9月12日');
    expect(formatDate('en', '2026-09-12')).to.contain('12').and.to.contain('2026');
  });

  it('and times are those of the clock at the school, wherever the device is', () => {
    expect(formatTime('zh-CN', '2026-11-24T14:30:00+08:00')).to.equal('11月24日 14:30');
    expect(formatTime('zh-CN', '2026-11-24T00:10:00+08:00')).to.equal('11月24日 00:10');
    expect(formatTime('zh-CN', '2026-11-24T14:30:00-03:30')).to.equal('11月24日 14:30');
    expect(formatMoment('zh-CN', '2026-11-24T00:10:00+08:00')).to.equal('2026年11月24日 00:10');
    expect(formatDate('zh-CN', '2026-11-24T00:10:00+08:00')).to.equal('2026年11月24日');
  });

  it('without a zone of their own are local', () => {
    const at = new Date(2026, 10, 24, 9, 5);
    expect(formatTime('zh-CN', at.toISOString())).to.equal('11月24日 09:05');
  });

  it('count days on the clocks of the school', () => {
    // In Guangzhou it is the 25th already.
    const now = new Date('2026-11-24T17:00:00Z');
    expect(daysUntil('2026-11-25T08:00:00+08:00', now)).to.equal(0);
    expect(daysUntil('2026-11-26T00:00:00+08:00', now)).to.equal(1);
    expect(daysUntil('2026-11-24T23:59:00+08:00', now)).to.equal(-1);
  });

  it('name a term as schools do', () => {
    expect(formatTerm('zh-CN', '2026-2027-1')).to.equal('2026–2027 学年第一学期');
    expect(formatTerm('en', '2026-2027-2')).to.equal('2026–2027, term 2');
  });
});

describe('a deadline at midnight', () => {
  it('is told as the last minute of the day before', () => {
    expect(lastMinute('2026-11-24T00:00:00+08:00')).to.equal('2026-11-23T23:59:00.000+08:00');
    expect(daysUntil(lastMinute(new Date(2026, 10, 24).toISOString()), new Date(2026, 10, 23, 9))).to.equal(0);
  });

  it('and one at another time as it is', () => {
    expect(lastMinute('2026-11-24T18:00:00+08:00')).to.equal('2026-11-24T18:00:00+08:00');
    expect(lastMinute('2026-11-24T00:30:00+08:00')).to.equal('2026-11-24T00:30:00+08:00');
  });
});

describe('languages', () => {
  it('are named in the language of the page, and by their tag where it is none', () => {
    expect(languageName('zh-CN', 'en')).to.equal('英语');
    expect(languageName('en', 'zh-CN')).to.equal('Chinese (China)');
    expect(languageName('en', '-')).to.equal('-');
  });
});

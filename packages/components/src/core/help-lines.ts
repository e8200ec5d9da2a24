/** Help lines: the built-in defaults and the list that every element can show, also offline and on error. */
import type { HelpLine } from '@xinqiao/contract/types';
import { css, type CSSResult, html, nothing, type TemplateResult } from 'lit';
import { plainText } from './content.ts';
import type { Language } from './localization.ts';
import { tel } from './tel.ts';

/**
 * National lines, used until the school's own are known. 12356 answers at least 18 hours a day (国家卫生健康委, 2024),
 * so it must not be called a 24-hour line.
 */
export const defaultHelpLines: readonly HelpLine[] = [
  {
    id: '12356',
    name: { 'zh-CN': '全国统一心理援助热线', en: 'National psychological support line' },
    number: '12356',
    hours: { 'zh-CN': '每天至少 18 小时有人接听', en: 'Answered at least 18 hours a day' },
    lastChecked: '2026-11-01',
  },
  {
    id: '12355',
    name: { 'zh-CN': '青少年服务台', en: 'Youth service line' },
    number: '12355',
    lastChecked: '2026-11-01',
  },
  {
    id: '120',
    name: { 'zh-CN': '医疗急救', en: 'Ambulance' },
    number: '120',
    emergency: true,
    lastChecked: '2026-11-01',
  },
  { id: '110', name: { 'zh-CN': '报警求助', en: 'Police' }, number: '110', emergency: true, lastChecked: '2026-11-01' },
];

/** A list of numbers to call, the national ones where there are none; each row is one link of at least 44 px. */
export function renderHelpLines(lines: readonly HelpLine[] | undefined, language: Language): TemplateResult {
  return html`<ul class="help-lines" part="help-lines">
    ${(lines?.length ? lines : defaultHelpLines).map(
      line =>
        html`<li>
          <a href=${tel(line.number)}>
            <strong>${line.number}</strong>
            <span
              >${plainText(line.name, language)}${
                line.hours ? html`<span class="small muted hours">${plainText(line.hours, language)}</span>` : nothing
              }</span
            >
          </a>
        </li>`,
    )}
  </ul>`;
}

export const helpLineStyles: CSSResult = css`
  .help-lines {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 230px), 1fr));
    gap: 8px;
  }
  .help-lines a {
    display: flex;
    align-items: center;
    gap: 12px;
    height: 100%;
    min-height: 52px;
    padding: 8px 14px;
    border-radius: var(--_xq-radius-small);
    background: var(--_xq-surface-sunken);
    color: var(--_xq-text);
    text-decoration: none;
    line-height: 1.35;
  }
  .help-lines a:hover strong {
    text-decoration: underline;
  }
  .help-lines strong {
    min-width: 3.6em;
    color: var(--_xq-accent-strong);
    font-size: 1.125em;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .help-lines .hours {
    display: block;
  }
`;

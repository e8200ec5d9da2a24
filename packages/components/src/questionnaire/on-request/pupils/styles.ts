import { css, type CSSResult } from 'lit';

export const pupilStyles: CSSResult = css`
  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-bottom: 20px;
  }
  .tools button {
    padding: 8px 16px;
    border-color: var(--_xq-line);
    border-radius: 999px;
    font-size: 0.9375em;
  }
  .tools button[aria-pressed='true'] {
    border-color: var(--_xq-accent);
    background: var(--_xq-accent-soft);
    color: var(--_xq-accent-strong);
  }
  .beside {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
    margin-top: 8px;
  }
  .beside button {
    gap: 8px;
    margin-left: -12px;
    padding: 8px 12px;
  }
  .beside svg {
    flex: none;
    width: 20px;
    height: 20px;
    stroke: currentColor;
    stroke-width: 1.8;
  }
  .encouragement {
    margin-top: 20px;
    color: var(--_xq-accent-strong);
  }
  .rest {
    display: grid;
    justify-items: center;
    gap: 12px;
    padding: 40px 8px;
    text-align: center;
  }
  .rest svg {
    width: 64px;
    height: 64px;
    stroke: var(--_xq-accent);
    stroke-width: 2;
  }
  .beside svg,
  .rest svg {
    fill: none;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .card.large-type {
    font-size: 1.25em;
  }
  ruby {
    ruby-align: center;
  }
  rt {
    color: var(--_xq-text-muted);
    font-size: 0.55em;
    font-weight: 400;
    line-height: 1.2;
    user-select: none;
  }
  .pinyin .text,
  .pinyin .option,
  .pinyin .stem,
  .pinyin .help {
    line-height: 2.1;
  }
`;

import { css, type CSSResult } from 'lit';
import { fieldStyles } from '../core/field-styles.ts';
import { stateStyles } from '../core/states.ts';

export const styles: CSSResult = css`
  ${stateStyles}
  ${fieldStyles}
  .card {
    display: grid;
    gap: 32px;
  }
  section {
    display: grid;
    gap: 12px;
    justify-items: start;
  }
  section > * {
    max-width: 100%;
  }
  header p {
    margin-top: 6px;
  }
  .kinds,
  .requests {
    display: grid;
    gap: 18px 32px;
    width: 100%;
  }
  .kinds {
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 260px), 1fr));
    margin-top: 4px;
  }
  .name {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 12px;
    font-weight: 550;
  }
  .name .muted {
    font-weight: 400;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 12px;
  }
  .panel {
    width: 100%;
  }
  .steps {
    display: grid;
    gap: 8px;
    padding-left: 1.25em;
    list-style: disc;
  }
  /* A live region that is still empty takes no room. */
  .empty {
    margin-top: -12px;
  }
  .panel .empty {
    margin-top: -16px;
  }
  h3:focus {
    outline: none;
  }
`;

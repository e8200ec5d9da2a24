import type { StudentToAnswer } from '@xinqiao/contract/types';
import { html, nothing, type TemplateResult } from 'lit';
import { renderEmpty, renderState, type StateOptions } from '../core/states.ts';
import type { CampaignProgressStrings } from './strings.ts';
import { type Reason, REASONS, type ToAnswer } from './to-answer.ts';

/** The list of who is still to answer, closed until it is asked for: names stand on a screen only while somebody needs them. */
export function renderToAnswer(list: ToAnswer, s: CampaignProgressStrings, options: StateOptions): TemplateResult {
  return html`<section class="to-answer" aria-labelledby="to-answer">
    <div class="bar-of-table">
      <h3 id="to-answer">${s.toAnswer}</h3>
      <button type="button" class="list" aria-expanded=${list.isOpen} @click=${() => list.toggle()}>
        ${list.isOpen ? s.closeList : s.openList}
      </button>
    </div>
    ${list.isOpen ? renderList(list, s, options) : nothing}
  </section>`;
}

function renderList(list: ToAnswer, s: CampaignProgressStrings, options: StateOptions): TemplateResult {
  const page = list.list.value;
  if (!page) {
    return renderState(list.list.state, { ...options, retry: () => void list.list.retry(), rows: 4 });
  }
  if (page.data.length === 0) return renderEmpty(s.nobodyTitle, s.nobodyText);
  return html`<p class="small muted">${s.aboutReasons}</p>
    <ul class="names" role="list">
      ${page.data.map(row => renderStudent(row, list, s))}
    </ul>
    ${
      page.nextCursor === null
        ? nothing
        : html`<div>
            <button type="button" class="more" aria-disabled=${list.more === 'loading'} @click=${list.loadMore}>
              ${list.more === 'loading' ? s.loadingMore : s.more}
            </button>
            <div role="alert">${list.more === 'failed' ? html`<p class="error">${s.moreFailed}</p>` : nothing}</div>
          </div>`
    }`;
}

function renderStudent(row: StudentToAnswer, list: ToAnswer, s: CampaignProgressStrings): TemplateResult {
  const { id, name, studentNumber, className } = row.student;
  const { reason, saving } = list.choiceOf(row);
  const isDone = saving === 'done';
  return html`<li class="student" part="student">
    <p class="who">
      ${isDone ? html`<span class="name">${name}</span>` : html`<label for=${`reason-${id}`}>${name}<span class="visually-hidden">${s.whyOf}</span></label>`}
      <span class="small muted">${studentNumber} · ${className}</span>
    </p>
    ${
      isDone
        ? nothing
        : html`<select
            id=${`reason-${id}`}
            aria-describedby=${`said-${id}`}
            @change=${(event: Event) => {
              const { value } = event.target as HTMLSelectElement;
              void list.choose(id, value === '' ? null : (value as Reason));
            }}
          >
            <option value="" ?selected=${reason === null}>${s.noReason}</option>
            ${REASONS.map(one => html`<option value=${one} ?selected=${one === reason}>${s.reasons[one]}</option>`)}
          </select>`
    }
    <div class="said small" id=${`said-${id}`}>
      <span role="status" class="muted">${saving && saving !== 'failed' ? s.savings[saving] : nothing}</span>
      <span role="alert">
        ${
          saving === 'failed'
            ? html`<span class="error">${s.savings.failed}</span>
                <button
                  type="button"
                  class="quiet"
                  @click=${(event: Event) => {
                    // The button goes while it is sent.
                    (event.target as Element).closest('li')!.querySelector('select')!.focus();
                    void list.choose(id, reason);
                  }}
                >
                  ${s.tryAgain}
                </button>`
            : nothing
        }
      </span>
    </div>
  </li>`;
}

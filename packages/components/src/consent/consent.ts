import { ContextProvider } from '@lit/context';
import type { Campaign, Consent } from '@xinqiao/contract/types';
import { CampaignNotOpenError, ConflictError, NetworkError, TimeoutError, type XinqiaoClient } from '@xinqiao/sdk';
import { type CSSResultGroup, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from '../core/decorators.ts';
import { XqClientElement } from '../core/client-element.ts';
import { renderContent } from '../core/content.ts';
import { type ConsentDecision, consentContext } from '../core/contexts.ts';
import { forgetWith } from '../core/forget.ts';
import { defaultHelpLines, renderHelpLines } from '../core/help-lines.ts';
import { Localization } from '../core/localization.ts';
import { ResourceController } from '../core/resource-controller.ts';
import { renderEmpty, renderState } from '../core/states.ts';
import { consentView, decisionOn, isRenewed } from './model.ts';
import { type ConsentStrings, strings } from './strings.ts';
import { styles } from './styles.ts';

/** The person has decided, and the decision is stored (with `.data`: is the host's to store). */
export type XqConsentEvent = CustomEvent<{
  campaignId: string;
  decision: Consent['decision'];
  /** Version of the text that was shown. */
  version: string;
}>;

interface Loaded {
  campaign: Campaign;
  consent?: Consent | undefined;
}

/**
 * A gate: shows the consent text of a campaign and asks; what is inside is shown only while consent is given. Refusing
 * is one tap, as consenting is, and neither is chosen beforehand (个人信息保护法 14, 15, 29). Elements inside read the
 * decision from `consentContext`.
 *
 * @summary Consent first; then, and only then, what is inside.
 * @customElement xq-consent
 * @slot - What needs consent, for example `<xq-questionnaire>`. Not rendered before consent is given.
 * @slot declined - The way back after refusing: a link to the page before.
 * @event {XqConsentEvent} xq-consent - The person gave, refused or withdrew consent.
 * @csspart text - The consent text with the two choices.
 * @csspart choices - The two choices.
 * @csspart content - What is inside, once consent is given.
 * @csspart state - What stands in for the text: loading, failed, no access, not open, over.
 * @status experimental
 * @since 0.1.0
 */
export class XqConsent extends XqClientElement {
  static override styles: CSSResultGroup = [XqClientElement.styles, styles];

  /** The campaign whose text is shown. */
  @property({ attribute: 'campaign-id' }) campaignId?: string;

  /** The campaign itself; then nobody is asked and nothing is stored, see `decision`. */
  @property({ attribute: false }) data?: Campaign;

  /** With `.data`: what the person decided; changes with the person's choice. `required` when left out. */
  @property() decision?: ConsentDecision;

  @state() private doing: 'reading' | 'withdrawing' | undefined;
  @state() private saving: XqConsentEvent['detail']['decision'] | undefined;
  @state() private problem: 'outdated' | 'offline' | 'failed' | undefined;

  #l = new Localization<ConsentStrings>(this, 'xq-consent', strings);
  #provider = new ContextProvider(this, { context: consentContext, initialValue: 'required' });
  #resource = new ResourceController<Loaded, [XinqiaoClient | undefined, string | undefined]>(this, {
    data: () => this.data && { campaign: this.data },
    args: () => [this.activeClient, this.campaignId],
    load: async ([client, campaignId], { signal }) => {
      const [campaign, consent] = await Promise.all([
        client.campaigns.get(campaignId, { signal }),
        findConsent(client, campaignId, signal),
      ]);
      return { campaign, consent };
    },
  });
  #focusNext: string | undefined;
  /** What was done and said here is of one person and one campaign. */
  #forget = (): void => {
    this.doing = this.problem = this.saving = this.#focusNext = undefined;
  };

  constructor() {
    super();
    forgetWith(this, () => this.activeClient, this.#forget);
  }

  /** The decision that counts now; `required` also while it is not known yet. */
  get currentDecision(): ConsentDecision {
    if (this.data) return this.decision ?? 'required';
    const { value } = this.#resource;
    return value ? decisionOn(value.campaign, value.consent) : 'required';
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('campaignId') || changed.has('data')) this.#forget();
  }

  protected override updated(): void {
    this.#provider.setValue(this.currentDecision);
    const target = this.#focusNext && this.renderRoot.querySelector<HTMLElement>(this.#focusNext);
    if (target) {
      this.#focusNext = undefined;
      target.focus();
    }
  }

  protected override render(): TemplateResult {
    const { value, state } = this.#resource;
    if (!value || state === 'no-access') {
      return renderState(state, {
        language: this.#l.language,
        retry: () => void this.#resource.retry(),
        helpLines: this.helpLines,
        rows: 6,
      });
    }
    const { s } = this.#l;
    switch (consentView(value.campaign, this.currentDecision, this.doing)) {
      case 'ask':
        return this.#renderText(value);
      case 'declined':
        return this.#renderDeclined();
      case 'waiting':
        return this.#renderWaiting(value);
      case 'over':
        return html`<div id="over" tabindex="-1">
          ${
            value.campaign.status === 'planned'
              ? renderEmpty(s.notOpenTitle, s.notOpenText)
              : renderEmpty(s.overTitle, s.overText)
          }
        </div>`;
      case 'withdrawing':
        return html`${this.#renderContent()}${this.#renderWithdraw(value)}`;
      case 'open':
        return html`${this.#renderContent()}
          <p class="given small muted">
            ${s.givenOn(value.campaign.consent.version)}
            <button type="button" class="quiet" id="withdraw" @click=${this.#askToWithdraw}>${s.withdraw}</button>
          </p>`;
    }
  }

  #renderContent = (): TemplateResult => html`<div class="content" part="content" tabindex="-1"><slot></slot></div>`;

  #renderText({ campaign, consent }: Loaded): TemplateResult {
    const { s } = this.#l;
    const { title, summary, points, contact, version } = campaign.consent;
    return html`<section class="text card" part="text" aria-labelledby="title">
      ${
        this.problem === 'outdated'
          ? html`<p class="note" role="alert" tabindex="-1" id="note">${s.outdated}</p>`
          : isRenewed(campaign, consent)
            ? html`<p class="note" id="note">${s.renewed}</p>`
            : nothing
      }
      <div>
        <p class="small muted">${this.#content(campaign.title)}</p>
        <h2 id="title" tabindex="-1">${this.#content(title)}</h2>
      </div>
      <p class="lead">${s.lead}</p>
      <p>${this.#content(summary)}</p>
      <dl class="points">
        ${points.map(
          point =>
            html`<div>
              <dt>${this.#content(point.title)}</dt>
              <dd>${this.#content(point.text)}</dd>
            </div>`,
        )}
      </dl>
      <p class="fine small muted">
        <span>${s.contact} ${this.#content(contact)}</span> <span>${s.version(version)}</span>
      </p>
      <div>
        <div class="choices" part="choices" role="group" aria-label=${s.choice}>
          ${this.#renderChoice('given', s.give)}${this.#renderChoice('refused', s.refuse)}
        </div>
        ${this.#renderProblem()}
      </div>
    </section>`;
  }

  #renderChoice = (decision: XqConsentEvent['detail']['decision'], label: string): TemplateResult =>
    html`<button
      type="button"
      id=${decision}
      aria-disabled=${this.saving !== undefined}
      @click=${() => this.#decide(decision)}
    >
      ${this.saving === decision ? this.#l.s.saving : label}
    </button>`;

  // The region stands before its text comes: a screen reader announces what changes in it.
  #renderProblem(): TemplateResult {
    const { s } = this.#l;
    return html`<div role="alert" class="problem">
      ${
        this.problem === 'offline' || this.problem === 'failed'
          ? html`<p class="error">${s[this.problem]}</p>`
          : nothing
      }
    </div>`;
  }

  #renderDeclined(): TemplateResult {
    const { s, language } = this.#l;
    const withdrawn = this.currentDecision === 'withdrawn';
    return html`<section class="text card" aria-labelledby="title">
      <div>
        <h2 id="title" tabindex="-1">${withdrawn ? s.withdrawnTitle : s.refusedTitle}</h2>
        <p>${withdrawn ? s.withdrawnText : s.refusedText}</p>
      </div>
      <p class="muted">${s.help}</p>
      ${renderHelpLines(
        (this.helpLines ?? defaultHelpLines).filter(line => !line.emergency),
        language,
      )}
      <div class="row">
        <slot name="declined"></slot>
        <button type="button" class="quiet" @click=${this.#reconsider}>${s.reconsider}</button>
      </div>
    </section>`;
  }

  #renderWaiting({ campaign }: Loaded): TemplateResult {
    const { s } = this.#l;
    const refused = this.currentDecision === 'guardian-refused';
    return html`<section class="text card" aria-labelledby="title">
      <div>
        <h2 id="title" tabindex="-1">${refused ? s.guardianRefusedTitle : s.guardianTitle}</h2>
        <p>${refused ? s.guardianRefusedText : s.guardianText}</p>
      </div>
      <p class="small muted">${s.contact} ${this.#content(campaign.consent.contact)}</p>
      <p class="muted">${s.help}</p>
      ${renderHelpLines(
        (this.helpLines ?? defaultHelpLines).filter(line => !line.emergency),
        this.#l.language,
      )}
      <div class="row">
        <slot name="declined"></slot>
        ${refused ? nothing : this.#renderChoice('withdrawn', s.assentBack)}
      </div>
      ${this.#renderProblem()}
    </section>`;
  }

  #renderWithdraw({ campaign }: Loaded): TemplateResult {
    const { s } = this.#l;
    return html`<section class="card withdraw" aria-labelledby="withdraw-title">
      <h3 id="withdraw-title" tabindex="-1">${s.withdrawTitle}</h3>
      <p>${s.withdrawText}</p>
      <p class="small muted">${s.contact} ${this.#content(campaign.consent.contact)}</p>
      <div class="row">
        ${this.#renderChoice('withdrawn', s.withdrawYes)}
        <button type="button" @click=${this.#keep}>${s.withdrawNo}</button>
      </div>
      ${this.#renderProblem()}
    </section>`;
  }

  #content = (text: Readonly<Record<string, string>>): TemplateResult | string => renderContent(text, this.#l.language);

  #reconsider = (): void => {
    this.doing = 'reading';
    this.#focusNext = '#title';
  };

  #askToWithdraw = (): void => {
    this.doing = 'withdrawing';
    this.#focusNext = '#withdraw-title';
  };

  #keep = (): void => {
    this.doing = this.problem = undefined;
    this.#focusNext = '#withdraw';
  };

  async #decide(decision: XqConsentEvent['detail']['decision']): Promise<void> {
    const { value } = this.#resource;
    const client = this.activeClient;
    if (!value || this.saving) return;
    const { id: campaignId, consent: text } = value.campaign;
    const { version } = text;
    // The host may meanwhile move on to another campaign: nothing of this decision is shown there.
    const shown = this.campaignId;
    const isHere = () => client === this.activeClient && shown === this.campaignId;
    if (this.data) this.decision = decision;
    else {
      if (!client) return;
      this.saving = decision;
      this.problem = undefined;
      try {
        const consent = await client.consents.decide({ campaignId, version, decision });
        // Whose it is knows it; who sits here now has not decided.
        if (client !== this.activeClient) return;
        if (isHere()) this.#resource.set({ campaign: value.campaign, consent });
      } catch (error) {
        if (isHere()) await this.#failed(error, version);
        return;
      } finally {
        if (isHere()) this.saving = undefined;
      }
    }
    if (isHere()) {
      this.doing = undefined;
      this.#focusNext = decision === 'given' ? '.content' : '#title';
      this.requestUpdate();
    }
    this.emit<XqConsentEvent['detail']>('xq-consent', { campaignId, decision, version });
  }

  async #failed(error: unknown, version: string): Promise<void> {
    if (ConflictError.is(error)) {
      await this.#resource.retry();
      const campaign = this.#resource.value?.campaign;
      const changed = campaign?.consent.version !== version;
      // What was chosen with is gone; a consent that was given stays to be withdrawn.
      if (campaign?.status !== 'open' && this.currentDecision !== 'given') this.#focusNext = '#over';
      if (CampaignNotOpenError.is(error) || !changed) this.problem = 'failed';
      else {
        this.problem = 'outdated';
        this.#focusNext = '#note';
      }
    } else this.problem = NetworkError.is(error) || TimeoutError.is(error) ? 'offline' : 'failed';
  }
}

async function findConsent(
  client: XinqiaoClient,
  campaignId: string,
  signal: AbortSignal,
): Promise<Consent | undefined> {
  // What holds is the same on both; the version that counts for "renewed" is that of the own decision.
  let guardians: Consent | undefined;
  for await (const consent of client.consents.list({ limit: 200 }, { signal })) {
    if (consent.campaignId !== campaignId) continue;
    if (consent.by === 'student') return consent;
    guardians = consent;
  }
  return guardians;
}

export interface XqConsentEventMap {
  'xq-consent': XqConsentEvent;
}

declare global {
  interface HTMLElementTagNameMap {
    'xq-consent': XqConsent;
  }
}

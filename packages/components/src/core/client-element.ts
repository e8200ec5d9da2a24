import type { HelpLine, Me } from '@xinqiao/contract/types';
import { asOfNow, type XinqiaoClient } from '@xinqiao/sdk';
import { consume, property, state } from './decorators.ts';
import { clientContext, helpLinesContext, meContext } from './contexts.ts';
import { XqElement } from './element.ts';
import { hearNextPerson } from './next-person.ts';

/** Base of the elements that ask the service: what the nearest provider gives, and a client of one's own that wins. */
export abstract class XqClientElement extends XqElement {
  /** The client to ask; the nearest `<xq-provider>`'s when left out. */
  @property({ attribute: false }) client?: XinqiaoClient;

  @consume({ context: clientContext, subscribe: true })
  @state()
  private contextClient?: XinqiaoClient;

  @consume({ context: meContext, subscribe: true })
  @state()
  protected me?: Me;

  @consume({ context: helpLinesContext, subscribe: true })
  @state()
  protected helpLines?: readonly HelpLine[];

  constructor() {
    super();
    hearNextPerson(this, () => this.activeClient);
  }

  /** The client that is asked, another object for each person whose session it is; `undefined` until there is one. */
  protected get activeClient(): XinqiaoClient | undefined {
    return asOfNow(this.client ?? this.contextClient);
  }
}

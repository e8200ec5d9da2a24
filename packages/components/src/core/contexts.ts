/** What an element takes from the nearest `<xq-provider>`. A property set on the element wins over the context. */
import { createContext } from '@lit/context';
import type { Assignment, HelpLine, Me } from '@xinqiao/contract/types';
import type { XinqiaoClient } from '@xinqiao/sdk';

export type ConsentDecision = Assignment['consent'];

// Registered symbols: elements of a second copy of the library find the same provider.
/** The client; `undefined` until the provider has one. */
export const clientContext = createContext<XinqiaoClient | undefined>(Symbol.for('xinqiao.client'));
/** Who the session is; `undefined` until it is known. */
export const meContext = createContext<Me | undefined>(Symbol.for('xinqiao.me'));
/** The school's help lines; `undefined` means the built-in defaults. */
export const helpLinesContext = createContext<readonly HelpLine[] | undefined>(Symbol.for('xinqiao.help-lines'));
/** The decision of the consent gate around an element; `undefined` where there is no gate. */
export const consentContext = createContext<ConsentDecision | undefined>(Symbol.for('xinqiao.consent'));

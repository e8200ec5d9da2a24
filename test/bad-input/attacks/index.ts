/** All attacks, in the order of the page. */
import type { Attack } from '../lib/attack.ts';
import { addresses } from './addresses.ts';
import { bodies } from './bodies.ts';
import { codes } from './codes.ts';
import { credentials } from './credentials.ts';
import { messages } from './messages.ts';
import { ownedProperties } from './owned.ts';
import { pages } from './pages.ts';
import { othersThings } from './reach.ts';

export const groups: readonly { readonly title: string; readonly attacks: readonly Attack[] }[] = [
  { title: 'Credentials', attacks: [...credentials, ...codes] },
  { title: 'What belongs to others', attacks: othersThings },
  { title: 'What the service sets itself', attacks: ownedProperties },
  { title: 'Pages and what is hidden', attacks: pages },
  { title: 'Addresses', attacks: addresses },
  { title: 'Messages', attacks: messages },
  { title: 'Bodies', attacks: bodies },
];

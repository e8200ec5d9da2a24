/** People of the school as other resources name them. */
import { z } from 'zod';
import { c1, component, Id, Role } from './common.ts';

/** Somebody who acted or may act, in the role in which it was. */
export const PersonReference = component(
  'PersonReference',
  z.object({
    userId: c1(Id, '工号'),
    name: c1(z.string(), 'As it was then.'),
    role: c1(Role),
  }),
);

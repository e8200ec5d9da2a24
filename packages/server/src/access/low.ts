/** Who runs on the database's low role: `database/low-role.ts`. */
import type { Role } from '@xinqiao/contract/types';
import type { KeyPrincipal, SessionPrincipal } from '../app/handlers.ts';
import type { OperationName } from './roles.ts';

/** Roles that may see nothing of C3 to C7, whatever the state. */
export const lowRoles: ReadonlySet<Role> = new Set(['dorm-leader', 'class-committee', 'guardian', 'district-officer']);

/** A guardian reads here what a campaign releases of the own child (C4), which is kept with the clinical data. */
const releases: ReadonlySet<OperationName> = new Set(['growthFiles.get', 'growthFiles.trends']);

/** Whether the caller's handler runs without any right on clinical data. A portal's key always does. */
export const isLow = (principal: SessionPrincipal | KeyPrincipal, operation: OperationName): boolean =>
  principal.kind === 'secret-key' || (lowRoles.has(principal.role) && !releases.has(operation));

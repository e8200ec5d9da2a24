/** Brings a database to the schema of this version. */
import { library } from '@xinqiao/instruments/library';
import { Migrator } from 'kysely/migration';
import { DEFAULT_TENANT, type Database } from './database.ts';
import { foundation } from './migrations/0001-foundation.ts';
import { audit } from './migrations/0003-audit.ts';
import { rights } from './migrations/0004-rights.ts';
import { responseQuality } from './migrations/0009-response-quality.ts';
import { textLicence } from './migrations/0019-text-licence.ts';
import { rowSecurity } from './migrations/0020-row-security.ts';
import { relations } from './migrations/0021-relations.ts';
import { aggregates } from './migrations/0022-aggregates.ts';
import { sessions } from './migrations/0023-sessions.ts';
import { drafts } from './migrations/0024-drafts.ts';
import { lists } from './migrations/0025-lists.ts';
import { abandonedAttempts } from './migrations/0027-abandoned-attempts.ts';
import { campaignPlans } from './migrations/0028-campaign-plans.ts';
import { plansAbandonedAttempts } from './migrations/0029-plans-abandoned-attempts.ts';
import { wideLists } from './migrations/0030-wide-lists.ts';
import { auditSeals } from './migrations/0031-audit-seals.ts';
import { conduct } from './migrations/0034-conduct.ts';
import { alertsInReach } from './migrations/0035-alerts-in-reach.ts';
import { campaignReasons } from './migrations/0036-campaign-reasons.ts';
import { unitSizes } from './migrations/0037-unit-sizes.ts';
import { placesByBytes } from './migrations/0038-places-by-bytes.ts';
import { places } from './migrations/0039-places.ts';
import { movesInOrder } from './migrations/0040-moves-in-order.ts';
import { ensureRowSecurity } from './row-security.ts';
import { json } from './tables/columns.ts';

/** By name, which is also the order. A name that has run is never changed. */
const migrations = {
  '0001-foundation': foundation,
  '0003-audit': audit,
  '0004-rights': rights,
  '0009-response-quality': responseQuality,
  '0019-text-licence': textLicence,
  '0020-row-security': rowSecurity,
  '0021-relations': relations,
  '0022-aggregates': aggregates,
  '0023-sessions': sessions,
  '0024-drafts': drafts,
  '0025-lists': lists,
  '0027-abandoned-attempts': abandonedAttempts,
  '0028-campaign-plans': campaignPlans,
  '0029-plans-abandoned-attempts': plansAbandonedAttempts,
  '0030-wide-lists': wideLists,
  '0031-audit-seals': auditSeals,
  '0034-conduct': conduct,
  '0035-alerts-in-reach': alertsInReach,
  '0036-campaign-reasons': campaignReasons,
  '0037-unit-sizes': unitSizes,
  '0038-places-by-bytes': placesByBytes,
  '0039-places': places,
  '0040-moves-in-order': movesInOrder,
};

export interface MigrateOptions {
  /** The tenant that is made when it isn't there; the only one unless the service is shared. */
  tenant?: string;
  /** What the school calls itself; the seed or the operator sets it. */
  name?: string;
}

/**
 * Runs what hasn't run yet, in one transaction and under a lock, so that two starts at once don't collide; then makes
 * sure that the tenant and this version's instruments are there. A definition that is there already stays as it is:
 * results refer to it.
 *
 * @throws what the database says when a migration fails; nothing of it is kept.
 */
export async function migrate(database: Database, options: MigrateOptions = {}): Promise<void> {
  const { tenant = DEFAULT_TENANT, name = tenant } = options;
  const { kysely } = database;
  const migrator = new Migrator({
    db: kysely,
    provider: { getMigrations: async () => migrations },
    migrationTableName: 'migrations',
    migrationLockTableName: 'migration_lock',
    // Numbers are given out before the work: a lower one may come later.
    allowUnorderedMigrations: true,
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
  await ensureRowSecurity(database);

  const now = new Date();
  await kysely.transaction().execute(async transaction => {
    await transaction
      .insertInto('tenants')
      .values({ id: tenant, name, created_at: now })
      .onConflict(conflict => conflict.doNothing())
      .execute();
    await transaction
      .insertInto('instruments')
      .values(
        library.map(instrument => ({
          tenant_id: tenant,
          id: instrument.id,
          version: instrument.version,
          definition: json(instrument),
          registered_at: now,
        })),
      )
      .onConflict(conflict => conflict.doNothing())
      .execute();
  });
}

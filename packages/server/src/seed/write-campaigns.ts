/** Writes the campaigns and all that came of them: consents, assignments, reasons for not answering, responses and alerts. */
import type { Queries } from '../database/database.ts';
import { timestamp } from '../app/time.ts';
import { type Calendar, DAY } from './calendar.ts';
import { planCampaigns, type SeedCampaign } from './campaigns.ts';
import type { Concern } from './concerns.ts';
import { consentText } from './consent-text.ts';
import { SCHOOL_ID } from './colleges.ts';
import { alertOf, type SeedAlert } from './alerts.ts';
import { insertRows, type Row } from '../database/insert-rows.ts';
import { createParticipations, type Participation } from './participation.ts';
import { randomOf } from './random.ts';
import { assignmentId, createResponder, instrumentOf, type SeedResponse } from './responses.ts';
import type { SeedPerson } from './staff.ts';
import type { SeedClass } from './students.ts';

interface CampaignPlan {
  readonly calendar: Calendar;
  readonly classes: readonly SeedClass[];
  readonly concerns: ReadonlyMap<string, Concern>;
  readonly staff: readonly SeedPerson[];
}

/** Participations that are worked on at a time: enough to keep the database busy, few enough for a large university. */
const CHUNK = 2_000;

export async function writeCampaigns(db: Queries, tenant: string, plan: CampaignPlan): Promise<void> {
  const { calendar } = plan;
  const campaigns = planCampaigns(calendar);
  await insertRows(db, tenant, 'campaigns', campaigns.map(campaignRow));
  await insertRows(
    db,
    tenant,
    'campaign_instruments',
    campaigns.flatMap(({ id, instruments }) =>
      instruments.map((instrument, position) => ({ campaign_id: id, position, ...versionOf(instrument) })),
    ),
  );

  await insertRows(db, tenant, 'campaign_plans', planRows(campaigns, plan.staff));

  const respond = createResponder(calendar.year - 1);
  const participationsOf = createParticipations(plan);
  const carerOf = createCarers(plan.staff);
  const alerts: SeedAlert[] = [];
  for (const campaign of campaigns) {
    for (const chunk of chunks(participationsOf(campaign))) {
      await insertRows(db, tenant, 'consents', consentRows(chunk));
      await insertRows(db, tenant, 'assignments', assignmentRows(chunk));
      await insertRows(db, tenant, 'campaign_reasons', reasonRows(chunk));
      const responses = await Promise.all(
        chunk.map(participation => Promise.all(campaign.instruments.map(id => respond(participation, id)))),
      );
      const answered = responses.map(ofOne => ofOne.filter((one): one is SeedResponse => one !== null));
      await insertRows(
        db,
        tenant,
        'clinical.responses',
        answered.flatMap(ofOne => ofOne.map(({ row }) => row)),
      );
      for (const [index, ofOne] of answered.entries()) {
        const { student } = chunk[index]!;
        const concern = campaign.isOpen ? plan.concerns.get(student.id) : undefined;
        const alert = alertOf(ofOne, concern, carerOf(student.class, campaign), calendar);
        if (alert) alerts.push(alert);
      }
    }
  }
  await writeAlerts(db, tenant, alerts);
}

async function writeAlerts(db: Queries, tenant: string, alerts: readonly SeedAlert[]): Promise<void> {
  await insertRows(
    db,
    tenant,
    'clinical.alerts',
    alerts.map(({ alert }) => alert),
  );
  await insertRows(
    db,
    tenant,
    'clinical.alert_reasons',
    alerts.flatMap(({ reasons }) => reasons),
  );
  // The id of an event is given by the database, in the order of what happened.
  const events = alerts.flatMap(one => one.events);
  events.sort((one, other) => one.at.getTime() - other.at.getTime());
  await insertRows(db, tenant, 'clinical.alert_events', events);
}

const versionOf = (instrumentId: string) => ({
  instrument_id: instrumentId,
  instrument_version: instrumentOf(instrumentId).version,
});

const campaignRow = (campaign: SeedCampaign): Row<'campaigns'> => ({
  id: campaign.id,
  title: campaign.title,
  purpose: campaign.purpose,
  unit_id: SCHOOL_ID,
  opens_at: campaign.opensAt,
  closes_at: campaign.closesAt,
  consent: consentText,
  feedback: campaign.feedback,
});

/** As the centre prepared them. Who is asked in a follow-up was chosen one by one, not by a rule. */
function* planRows(campaigns: readonly SeedCampaign[], staff: readonly SeedPerson[]): Generator<Row<'campaign_plans'>> {
  const { number: userId, name } = staff.find(({ role }) => role === 'psych-staff')!;
  const { version, ...consent } = consentText;
  for (const { id, kind, title, purpose, instruments, opensAt, closesAt, feedback } of campaigns) {
    if (kind === 'follow-up') continue;
    const preparedAt = new Date(opensAt.getTime() - 14 * DAY);
    yield {
      id,
      content: {
        ...{ title, purpose, instruments: [...instruments], consent, feedback, feedbackFrom: 'submission' as const },
        target: { unitIds: [SCHOOL_ID], rule: kind === 'freshmen' ? 'freshmen' : 'all', enrolmentYears: [] },
        ...{ opensAt: timestamp(opensAt), closesAt: timestamp(closesAt) },
        abandonedAttempts: 'propose' as const,
        reminders: [
          { when: 'after-opening' as const, days: 7 },
          { when: 'before-end' as const, days: 2 },
        ],
      },
      consent_version: version,
      ...{ saved_at: preparedAt, published_at: preparedAt, saved_by: { userId, name, role: 'psych-staff' as const } },
    };
  }
}

function* consentRows(participations: readonly Participation[]): Generator<Row<'consents'>> {
  for (const { student, campaign, decision } of participations) {
    if (!decision) continue;
    yield {
      id: `c.${student.id}.${campaign.id}`,
      campaign_id: campaign.id,
      student_id: student.id,
      version: consentText.version,
      decision: decision.value,
      decided_at: decision.at,
    };
  }
}

function* assignmentRows(participations: readonly Participation[]): Generator<Row<'assignments'>> {
  for (const participation of participations) {
    const { student, campaign, answered } = participation;
    for (const instrument of campaign.instruments) {
      yield {
        id: assignmentId(participation, instrument),
        campaign_id: campaign.id,
        student_id: student.id,
        ...versionOf(instrument),
        completed_at: answered?.at ?? null,
      };
    }
  }
}

function* reasonRows(participations: readonly Participation[]): Generator<Row<'campaign_reasons'>> {
  for (const { student, campaign, reason } of participations) {
    if (!reason) continue;
    yield { campaign_id: campaign.id, student_id: student.id, reason: reason.code, recorded_at: reason.at };
  }
}

/** Who took note: the psychology centre or the counsellor of the class. */
function createCarers(staff: readonly SeedPerson[]): (home: SeedClass, campaign: SeedCampaign) => string {
  const centre = staff.filter(({ role }) => role === 'psych-staff').map(({ name }) => name);
  const byClass = new Map(
    staff.filter(({ role }) => role === 'counsellor').flatMap(({ name, unitIds }) => unitIds.map(id => [id, name])),
  );
  return (home, campaign) => {
    const random = randomOf('carer', home.id, campaign.id);
    return random.chance(0.6) ? random.pick(centre) : (byClass.get(home.id) ?? random.pick(centre));
  };
}

function* chunks<T>(items: Iterable<T>): Generator<T[]> {
  let chunk: T[] = [];
  for (const item of items) {
    chunk.push(item);
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

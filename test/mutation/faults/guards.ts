/** For each fault the guards that keep it harmless, and what stands there when they are taken away. */
import type { Removal } from './removal.ts';

export interface Guard {
  /** Of `test/faults/list.ts`. */
  readonly fault: number;
  /** What it does, in words. */
  readonly guard: string;
  /** Taken away together: where one guard covers for another, only both show what they do. */
  readonly removals: readonly Removal[];
  /** Only PostgreSQL shows it. */
  readonly onServer?: boolean;
}

const STORE = 'packages/sdk/src/draft-store/draft-store.ts';
const SNAPSHOTS = 'packages/sdk/src/draft-store/snapshots.ts';
const CIPHER = 'packages/sdk/src/draft-store/cipher.ts';
const SESSION = 'packages/sdk/src/session.ts';
const TRANSPORT = 'packages/sdk/src/transport.ts';
const KEEPER = 'packages/components/src/questionnaire/draft/keeper.ts';
const COURSE = 'packages/components/src/questionnaire/later/course.ts';
const SUBMISSION = 'packages/components/src/questionnaire/later/submission.ts';
const DESK = 'packages/components/src/questionnaire/desk.ts';
const ELEMENT = 'packages/components/src/questionnaire/questionnaire.ts';
const PARTS = 'packages/components/src/questionnaire/parts.ts';
const SOURCE = 'packages/components/src/questionnaire/source.ts';
const PROVIDER = 'packages/components/src/provider/provider.ts';
const LOCK = 'packages/components/src/provider/lock.ts';
const SUBMIT = 'packages/server/src/responses/submit.ts';
const DRAFTS = 'packages/server/src/drafts/handlers.ts';
const ROUTER = 'packages/server/src/app/router.ts';

const one = (fault: number, guard: string, file: string, text: string, without: string, ...more: Removal[]): Guard => ({
  fault,
  guard,
  removals: [{ file, guard: text, without }, ...more],
});

/** The receipt of an attempt that came before, under whichever key; and the answer that was given to that key. */
const byAttempt: Removal = { file: SUBMIT, guard: '  if (earlier) return earlier;\n', without: '' };
const byKey: Removal = { file: 'packages/server/src/app/idempotency.ts', guard: '  if (inserted) {', without: '  {' };
const storageMayFail: Removal = {
  file: SNAPSHOTS,
  guard: '  } catch {\n    return undefined;\n  }',
  without: '  } catch (error) {\n    throw error;\n  }',
};

/** An answer that goes out a moment before what it says is stored. */
const acknowledgesEarly: Removal = {
  file: ROUTER,
  guard: '  const answer = await kysely.transaction().execute(act);\n',
  without: `  const answer = await new Promise<Answer>((tell, fail) => {
    const early = async (db: Transaction<Schema>) => {
      const done = await act(db);
      if (name === 'drafts.save') tell(done);
      if (name === 'drafts.save') await new Promise(resolve => setTimeout(resolve, 100));
      return done;
    };
    kysely.transaction().execute(early).then(tell, fail);
  });
`,
};

const sentAgain = '          else this.#schedule(Math.min(1_000 * 2 ** this.#failures++, LONGEST_WAIT));\n';

export const guards: readonly Guard[] = [
  one(
    1,
    'an attempt is compared with what came under its id before',
    SUBMIT,
    "    if (!isSame) throw refuse('idempotency-conflict');\n",
    '',
  ),
  { fault: 2, guard: 'an attempt that came before gets its receipt', removals: [byAttempt] },
  { fault: 3, guard: 'a key, or an attempt, that came before gets its answer', removals: [byKey, byAttempt] },
  one(
    4,
    'an assignment is done once',
    SUBMIT,
    "  if (assignment.completed_at) throw refuse('already-submitted');\n",
    '',
  ),
  { fault: 5, guard: 'a key, or an attempt, that came before gets its answer', removals: [byKey, byAttempt] },
  { fault: 6, guard: 'a key, or an attempt, that came before gets its answer', removals: [byKey, byAttempt] },
  one(
    7,
    'a body is checked before anything is done with it',
    ROUTER,
    'parseBody(operation.body, await readBody(request))',
    '(await readBody(request))',
  ),
  one(
    8,
    'a body that does not come to its end is none',
    'packages/server/src/app/read-body.ts',
    "      throw new ProblemError('malformed-body');\n    });\n    if (done) break;",
    "      throw new TypeError('cut');\n    });\n    if (done) break;",
  ),
  one(
    9,
    'a session that was revoked is over',
    'packages/server/src/embed-sessions/authenticate.ts',
    'if (session.revoked_at || session.key_revoked_at || ',
    'if (session.key_revoked_at || ',
  ),
  one(
    10,
    'what comes after the campaign is refused',
    SUBMIT,
    "  if (statusAt(now, assignment) !== 'open') throw refuse('campaign-not-open');\n",
    '',
  ),
  {
    ...one(
      11,
      'nobody waits for a connection without end',
      'packages/server/src/node/postgres.ts',
      '  if (pool.waitingCount === 0 || pool.totalCount < connections) return asked;',
      '  if (pool.totalCount >= 0) return asked;',
    ),
    onServer: true,
  },
  one(
    12,
    'what was left with a critical answer is proposed',
    'packages/server/src/drafts/abandoned.ts',
    "  if (!speaks) return 'nothing';",
    "  if (studentId) return 'nothing';",
  ),
  one(
    13,
    'a receipt is that of the own attempt',
    SUBMIT,
    "    .where('attempt_id', '=', attemptId)\n    .executeTakeFirst();\n  if (earlier) {\n    const isSame =\n",
    '    .executeTakeFirst();\n  if (earlier) {\n    const isSame = true ||\n',
  ),
  one(
    13,
    'no request is counted against the address that it comes from',
    ROUTER,
    '  const principal = await authenticate(environment, operation.authentication, signer, it);\n',
    `  const principal = await authenticate(environment, operation.authentication, signer, it);
  const counts = globalThis as { submissions?: number };
  if (name === 'responses.submit' && (counts.submissions = (counts.submissions ?? 0) + 1) > 8)
    throw new ProblemError('too-many-requests');
`,
  ),
  one(
    14,
    'the device has every answer at once',
    STORE,
    '    this.#tell();\n    void this.#keep();\n    // Whoever',
    '    this.#tell();\n    // Whoever',
  ),
  one(
    14,
    'what counts as on the device was written to it',
    STORE,
    '          await this.#snapshots.write(this.#key, await this.#cipher.seal(snapshot));\n',
    '          await this.#cipher.seal(snapshot);\n',
  ),
  one(
    15,
    '“saved” is said of what the service has',
    STORE,
    "    if (this.#sent === this.#made) return 'saved';",
    "    return 'saved';",
  ),
  one(
    16,
    'what the draft has comes into the form',
    KEEPER,
    '    adoptContent(this.session, content);\n    this.#notice',
    '    this.#notice',
  ),
  one(
    17,
    'whoever leaves is asked while there is something to lose',
    DESK,
    "window[unsent ? 'addEventListener' : 'removeEventListener']",
    "window['removeEventListener']",
  ),
  one(
    18,
    'a save names the revision that it changes',
    DRAFTS,
    '    if (row.revision !== revision) {',
    '    if (row.revision < 0) {',
  ),
  one(
    19,
    'what another device has given is put together with what is here',
    STORE,
    '      await this.#join(this.#base, contentOf(draft));\n',
    '',
  ),
  one(
    20,
    'an element that is off the page may come back',
    COURSE,
    '    this.#keeper?.disconnected();',
    '    this.#keeper?.close();',
  ),
  one(
    21,
    'what the storage does not take is not said to be there',
    STORE,
    '          if (made === this.#made) return;\n        }\n        this.#tell();',
    '          this.#kept = made;\n        }\n        this.#tell();',
  ),
  one(
    21,
    'storage that fails is no failure of the form',
    STORE,
    '        } catch {\n          // Full',
    '        } catch (error) {\n          if (error) throw error;\n          // Full',
  ),
  one(22, 'what cannot be read is put aside', STORE, '        await this.#keepAside(record.sealed);\n', ''),
  { fault: 23, guard: 'storage of another version is done without', removals: [storageMayFail] },
  one(
    24,
    'a page in place of an answer is a log-in, by what it is called and by how it begins',
    TRANSPORT,
    "    (ok && /^(text\\/html|application\\/xhtml)/i.test(headers.get('Content-Type') ?? ''))",
    '    (ok && status === 511)',
    {
      file: TRANSPORT,
      guard:
        '    if (/^\\s*</.test(text ?? new TextDecoder().decode(bytes))) throw new SessionExpiredError(operation);\n',
      without: '',
    },
  ),
  one(
    25,
    'a session lasts as long as the service says, by a clock that only runs forward',
    SESSION,
    'const now = () => performance.now();',
    'const now = () => Date.now();',
    {
      file: SESSION,
      guard: 'renewAt: askedAt + lasts - Math.min(MARGIN, lasts / 2), endsAt: askedAt + lasts',
      without: 'renewAt: Date.parse(session.expiresAt), endsAt: Date.parse(session.expiresAt)',
    },
  ),
  one(
    26,
    'a save is taken while something may be collected',
    DRAFTS,
    '    await requireOpen(context, row.assignment_id, attemptId);\n',
    '',
  ),
  one(
    27,
    'a submission that failed leaves the form as it is',
    COURSE,
    '      if (!failure) {',
    '      if (!failure || session) {',
  ),
  one(
    28,
    'the same answers are the same attempt',
    SUBMISSION,
    'last?.body === body ? last : { id: attemptId ?? createAttemptId(),',
    '{ id: createAttemptId(),',
  ),
  one(
    29,
    'the second press finds the first under way',
    COURSE,
    'if (!session || session.sending) return;',
    'if (!session) return;',
  ),
  one(30, 'what is done is not opened again', SOURCE, " || assignment.status !== 'to-do')", ')'),
  one(
    31,
    'what lies on the device is sealed',
    STORE,
    'await this.#cipher.seal(snapshot)',
    'new TextEncoder().encode(JSON.stringify(snapshot))',
  ),
  one(32, 'another client empties the form, whatever is known of who is there', ELEMENT, '      isOthers ||\n', ''),
  one(
    33,
    'where the browser has no cryptography a library seals',
    CIPHER,
    'await library(bytesOf(key), bound)',
    '({ encrypt: (_: unknown, text: Uint8Array) => text, decrypt: (_: unknown, text: Uint8Array) => text })',
  ),
  { fault: 34, guard: 'storage that is denied is done without', removals: [storageMayFail] },
  one(
    34,
    'the form goes on by a click, which needs no submission',
    'packages/components/src/questionnaire/questions.ts',
    ' @click=${next}>${forward}',
    '>${forward}',
  ),
  one(
    34,
    'an address is read from that of the page, whose origin is none there',
    PROVIDER,
    "new URL(this.baseUrl || '/', location.href)",
    "new URL(this.baseUrl || '/', globalThis.origin)",
  ),
  one(
    35,
    'each form on a page writes a record of its own',
    STORE,
    'snapshotKey(opened.boundTo, createAttemptId())',
    "snapshotKey(opened.boundTo, '')",
  ),
  one(
    36,
    'a newer version in another page goes first',
    SNAPSHOTS,
    '      request.result.onversionchange = () => request.result.close();\n',
    '',
  ),
  one(
    36,
    'a form waits for its storage so long and no longer',
    SNAPSHOTS,
    "setTimeout(() => reject(new Error('Storage does not open')), PATIENCE)",
    'setTimeout(() => {}, PATIENCE)',
  ),
  one(
    37,
    'a page that comes back asks for the session and goes on',
    LOCK,
    "    else if (this.#state === 'away') this.put('off');",
    '',
  ),
  one(
    38,
    'a page is kept without what it showed',
    LOCK,
    "    if (persisted && type === 'pagehide') this.put('away');\n    else if",
    '    if',
  ),
  one(
    39,
    'the form is asked for in the version of the assignment',
    SOURCE,
    'client.instruments.get(instrumentId, { version }, { signal })',
    'client.instruments.get(instrumentId, {}, { signal })',
  ),
  one(
    40,
    'a copy opens for the student, attempt and form that it is of',
    CIPHER,
    "({ name: 'AES-GCM', iv, additionalData })",
    "({ name: 'AES-GCM', iv })",
  ),
  one(
    41,
    'a token that is refused is renewed, and the call repeated',
    TRANSPORT,
    'if (response.status !== 401 || !again) return response;',
    'if (response.status !== 900) return response;',
  ),
  one(
    42,
    'that nobody is signed in is no end of the draft',
    STORE,
    'error.code !== undefined && FINAL.includes(error.status)',
    'FINAL.concat(401).includes(error.status)',
  ),
  one(
    43,
    'a draft is saved while the campaign is open',
    DRAFTS,
    "  if (statusAt(now, assignment) !== 'open') throw new ProblemError('campaign-not-open');\n",
    '',
  ),
  one(
    44,
    'each wait for a service that is away is longer than the one before',
    STORE,
    'Math.min(1_000 * 2 ** this.#failures++, LONGEST_WAIT)',
    '1_000',
  ),
  one(44, 'what could not be sent is sent again by itself', STORE, sentAgain, ''),
  one(
    45,
    'what the service refuses for good is put aside',
    STORE,
    '        if (ApiError.is(error) && error.status === 422 && (await this.#putAside(error))) continue;\n',
    '',
  ),
  one(
    46,
    'a page that nobody touches is locked',
    LOCK,
    "    if (left <= 0) this.put('idle');\n    else this",
    '    this',
  ),
  one(
    46,
    'a lock takes away what the elements share',
    LOCK,
    '    else for (const one of this.#shared) one.setValue(undefined);\n',
    '',
  ),
  one(
    46,
    'who goes on after a lock is asked for anew',
    LOCK,
    "    if (state === 'off') this.#renew();\n    else for",
    "    if (state !== 'off') for",
  ),
  one(
    54,
    'the file of the lock is asked for until it is there',
    PROVIDER,
    '      () => setTimeout(this.#fetchLock, AGAIN, isAsked),\n',
    '      () => {},\n',
  ),
  one(
    47,
    'a session of somebody else is never used for what was under way',
    SESSION,
    '    if (before && before !== person) onNextPerson();\n',
    '',
  ),
  one(
    48,
    'beside an answer the numbers do not wait for their file',
    PARTS,
    '  aid?.renderHelpCard(context, goingOn) ??\n',
    '  aid?.renderHelpCard(context, goingOn) ??\n  html`` ??\n',
  ),
  one(
    48,
    'what saves and hands in does not come with the file of the help lines',
    'packages/components/src/questionnaire/later/screens.ts',
    "import { aid, faultText, renderHelpCard, renderNumbers } from '../parts.ts';",
    "import { renderHelpCard } from '../aid/index.ts';\nimport { aid, faultText, renderNumbers } from '../parts.ts';",
  ),
  one(
    48,
    'that a form does not open is said without the file, with a number',
    PARTS,
    '  if (!missing || WAITING',
    '  if (state || WAITING',
  ),
  one(
    53,
    'a file that did not come is asked for again with the next answer or step',
    ELEMENT,
    '      this.#again();\n      this.emit(type, detail);\n',
    '      this.emit(type, detail);\n',
  ),
  one(
    55,
    'a file that did not come is asked for again with the next answer or step',
    ELEMENT,
    '      this.#again();\n      this.emit(type, detail);\n',
    '      this.emit(type, detail);\n',
  ),
  one(
    49,
    'no field takes part in what the browser fills in',
    'packages/components/src/questionnaire/more/kinds.ts',
    `          type=\${isTime ? 'time' : 'text'}
          autocomplete="off"`,
    `          type=\${isTime ? 'time' : 'text'}`,
  ),
  one(
    50,
    'a receipt counts when its digest is that of the answers sent',
    SUBMISSION,
    '      if (drafts && receipt.digest !== (await drafts.answersDigest(answers))) throw new OtherAnswersError();\n',
    '',
  ),
  one(
    56,
    'what is handed in is handed in, whether or not its digest can be reckoned',
    SUBMISSION,
    "await import('@xinqiao/sdk/draft-store').catch(() => undefined)",
    "await import('@xinqiao/sdk/draft-store')",
  ),
  one(
    51,
    'a lock of a process that has died is taken over',
    'packages/server/src/node/data-lock.ts',
    'if (owner !== undefined && isAlive(owner)) throw inUse(owner);',
    'if (owner !== undefined) throw inUse(owner);',
  ),
  { fault: 51, guard: 'an answer goes out when what it says is stored', removals: [acknowledgesEarly] },
  {
    fault: 52,
    guard: 'an answer goes out when what it says is stored',
    removals: [acknowledgesEarly],
    onServer: true,
  },
  {
    ...one(
      52,
      'a database that is away is told as such',
      ROUTER,
      '  return isPassing\n',
      '  return !isPassing && false\n',
    ),
    onServer: true,
  },
];

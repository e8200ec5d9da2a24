/** What a handler gets and gives. An operation of the contract without a handler does not compile. */
import type {
  Authentication,
  BodyOf,
  DataClass,
  Operation,
  Operations,
  ParamsOf,
  QueryOf,
  ResponseOf,
} from '@xinqiao/contract';
import type { HelpLine, Role } from '@xinqiao/contract/types';
import type { AlertRuleSet } from '@xinqiao/instruments';
import type { UnitNode } from '../access/reach.ts';
import type { Queries } from '../database/database.ts';
import type { Cases, Held } from '../access/relations.ts';
import type { AlertHub } from '../alerts/hub.ts';
import type { BreakGlassHub } from '../break-glass/hub.ts';
import type { QualityJudge } from '../responses/quality.ts';
import type { Signer } from '../embed-sessions/token.ts';

/** A signed-in person in one role. */
export interface SessionPrincipal {
  readonly kind: 'session';
  readonly sessionId: string;
  /** 学号 or 工号. */
  readonly userId: string;
  readonly name: string;
  readonly role: Role;
  /** Names the session; for a student the own class. */
  readonly unit: UnitNode;
  /** The subtrees that bound what the session reaches: `access/reach.ts`. */
  readonly reach: readonly UnitNode[];
  /** Everything that the school has is below these. */
  readonly reachesAll: boolean;
  /** The own student record; null for staff. */
  readonly studentId: string | null;
  /** Students of whom the person is a guardian now; empty in every other role. */
  readonly childIds: readonly string[];
  readonly origin: string;
  readonly components: readonly string[];
  /** Resources that it may call, beside those of every session. */
  readonly features: readonly string[];
  /** The key that signed the token. */
  readonly signingKeyId: string;
  readonly expiresAt: Date;
}

/** A portal's back end. */
export interface KeyPrincipal {
  readonly kind: 'secret-key';
  readonly keyId: string;
  /** With the keys that it replaced, and those that replaced it: the same portal. */
  readonly keyIds: readonly string[];
  readonly origins: readonly string[];
  /** Elements that its sessions may serve; any when null. */
  readonly components: readonly string[] | null;
}

/** A page that has got a code from its portal: it acts for the key that made the code. */
export interface CodePrincipal extends KeyPrincipal {
  readonly codeId: string;
  /** Of the session that the code stands for. */
  readonly sessionId: string;
  readonly origin: string;
}

export type PrincipalOf<A extends Authentication> = {
  session: SessionPrincipal;
  'secret-key': KeyPrincipal;
  code: CodePrincipal;
}[A];

/** Runs `act` as the caller, within what the caller may see. */
export type Reading = <T>(act: (db: Queries) => Promise<T>) => Promise<T>;

export interface Context<A extends Authentication = 'session'> {
  /** In an operation that writes, the transaction; everything in it is kept or nothing is. */
  readonly db: Queries;
  readonly tenant: string;
  /** The service's clock, read once a request. */
  readonly now: Date;
  readonly principal: PrincipalOf<A>;
  /** What the answer may show: what the role sees, and what the relations that were found add ({@link relate}). */
  readonly classes: ReadonlySet<DataClass>;
  /** What relations open to the caller now; of the student alone whom the call names, if it names one. */
  readonly cases: Cases;
  /** Relations by which more is shown than the role sees. */
  readonly relations: readonly Held[];
  /** Lets the answer, which is about one student, show what a relation to the student adds. */
  relate(relation: Held): void;
  readonly request: Request;
  /** Headers of the answer: `ETag`. */
  readonly headers: Headers;
  readonly helpLines: readonly HelpLine[];
  readonly alertRules: AlertRuleSet;
  readonly judgeQuality: QualityJudge;
  readonly signer: Signer;
  readonly hub: AlertHub;
  readonly breakGlassHub: BreakGlassHub;
  /** Runs when the transaction is kept; for what others are told. */
  afterCommit(task: () => void): void;
  /** For what a stream reads after its handler has returned and `db` is over. */
  readonly reading: Reading;
}

export interface Input<O extends Operation> {
  readonly params: ParamsOf<O>;
  readonly query: QueryOf<O>;
  readonly body: BodyOf<O>;
}

/** One server-sent event; without data it only tells the client where it is, so that it can resume from there. */
export interface StreamItem<T> {
  readonly id: string;
  readonly data?: T;
}

/** A stream ends by returning, or when `signal` says so. */
type Output<O extends Operation> = O extends { stream: true }
  ? (signal: AbortSignal) => AsyncIterable<StreamItem<ResponseOf<O>>>
  : ResponseOf<O>;

export type Handler<O extends Operation> = (
  context: Context<O['authentication']>,
  input: Input<O>,
) => Promise<Output<O>>;

/** Handlers of one resource: `export const handlers: ResourceHandlers<'alerts'> = { … }`. */
export type ResourceHandlers<R extends keyof Operations> = {
  readonly [N in keyof Operations[R]]: Operations[R][N] extends Operation ? Handler<Operations[R][N]> : never;
};

export type Handlers = { readonly [R in keyof Operations]: ResourceHandlers<R> };

/**
 * The types of the schemas (zod) and those of the document (openapi-typescript) are the same. Nothing runs here: the
 * "types" step checks it, and agreement.test.ts shows that it can fail.
 *
 * Two questions for each: is one assignable to the other and back, and are they equal where nothing may vary? The
 * first finds what the second takes for the same in unions of objects, the second finds `any` and optional members.
 */
import type * as contract from '@xinqiao/contract';
import type { OperationId } from '@xinqiao/contract/routes';
import type { components, operations } from '@xinqiao/contract/types';
import type { z } from 'zod';

/** Writes intersections and aliases out, so that only what a type says is compared. */
type Plain<T> = unknown extends T ? T : T extends object ? { [K in keyof T]: Plain<T[K]> } : T;
type Assignable<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type Invariant<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Same<A, B> = [Assignable<A, B>, Invariant<Plain<A>, Plain<B>>] extends [true, true] ? true : false;

type Content<T> = T extends { content: infer C } ? C[keyof C] : undefined;
type Success<T> = { [S in Extract<keyof T, number>]: Content<T[S]> }[Extract<keyof T, number>];
type NeverToUndefined<T> = [T] extends [undefined] ? undefined : NonNullable<T>;

type Output<S> = S extends z.ZodType ? z.output<S> : undefined;
type Input<S> = S extends z.ZodType ? z.input<S> : undefined;
type Member<T, K extends PropertyKey> = T extends { readonly [P in K]: infer V } ? V : undefined;

type ZodOperation<I extends OperationId> = I extends `${infer R}.${infer N}`
  ? Member<Member<contract.Operations, R>, N>
  : never;

/** What arrives is compared as it is written on the wire: bodies before parsing, queries after (they are all text). */
type OperationAgrees<I extends OperationId> = {
  response: Same<Output<Member<ZodOperation<I>, 'response'>>, Success<operations[I]['responses']>>;
  body: Same<Input<Member<ZodOperation<I>, 'body'>>, Content<NeverToUndefined<Member<operations[I], 'requestBody'>>>>;
  query: Same<Output<Member<ZodOperation<I>, 'query'>>, NeverToUndefined<operations[I]['parameters']['query']>>;
  params: Same<Output<Member<ZodOperation<I>, 'params'>>, NeverToUndefined<operations[I]['parameters']['path']>>;
};

/** Components by the name under which the contract exports them; the others are compared inside these. */
type ExportedComponent = keyof components['schemas'] & keyof typeof contract;
type ComponentAgrees<N extends ExportedComponent> = Same<Output<(typeof contract)[N]>, components['schemas'][N]>;

type Yes = { response: true; body: true; query: true; params: true };
export const operationsAgree: { [I in OperationId]: Yes } = {} as { [I in OperationId]: OperationAgrees<I> };
export const componentsAgree: { [N in ExportedComponent]: true } = {} as {
  [N in ExportedComponent]: ComponentAgrees<N>;
};

/** The questions themselves are asked of what differs, so that they cannot have gone blind. */
export const differs: [
  Same<{ a: string }, { a?: string }>,
  Same<{ a: string }, { a: string | null }>,
  Same<{ a: 'x' | 'y' }, { a: 'x' }>,
  Same<{ a: any }, { a: string }>, // eslint-disable-line @typescript-eslint/no-explicit-any
  Same<{ a: string[] }, { a: number[] }>,
  Same<{ a: string } | { b: string }, { a: string }>,
  Same<undefined, { a: string }>,
  Same<{ a: string; b?: string }, { a: string }>,
] = [false, false, false, false, false, false, false, false];

import { kyselyAdapter } from '@better-auth/kysely-adapter';
import type { BetterAuthOptions } from 'better-auth';
import type { Database } from '#db';
import { hashToken } from './token.js';

/** What the adapter is asked and answers, as far as tokens of sessions pass through it. */
interface Request {
  model: string;
  where?: { field: string; value: unknown }[];
  data?: Record<string, unknown>;
  update?: Record<string, unknown>;
}

type Act = (request: Request) => Promise<unknown>;
type Adapter = ReturnType<ReturnType<typeof kyselyAdapter>>;

const ACTS = new Set(['create', 'findOne', 'findMany', 'update', 'updateMany', 'delete', 'deleteMany', 'count', 'consumeOne', 'incrementOne']);

/**
 * Better Auth's way to our tables. Of the token of a session only its SHA-256 is stored, so a copy of the database opens
 * nothing. On PostgreSQL, too, it is told that this is SQLite: then instants are text and booleans 0 or 1 on both.
 */
export function accountsAdapter(db: Database): (options: BetterAuthOptions) => Adapter {
  const make = kyselyAdapter(db.kysely, { type: 'sqlite', transaction: true });
  return (options) => hashing(make(options));
}

function hashing(adapter: Adapter): Adapter {
  return new Proxy(adapter, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof name !== 'string' || typeof value !== 'function') return value;
      if (name === 'transaction') return (work: (inner: Adapter) => Promise<unknown>) => target.transaction((inner) => work(hashing(inner as Adapter)));
      return ACTS.has(name) ? (request: Request) => ask((value as Act).bind(target), request) : value;
    },
  });
}

/** Hashes what goes in; what comes out carries the token that it was asked for, which is what the cookie is made of. */
async function ask(act: Act, request: Request): Promise<unknown> {
  if (request.model !== 'session') return await act(request);
  const given = tokenIn(request);
  const answer = await act({ ...request, where: request.where?.map(hashed), data: hashedIn(request.data), update: hashedIn(request.update) });
  if (given === undefined || typeof answer !== 'object' || answer === null || !('token' in answer)) return answer;
  return { ...answer, token: given };
}

function tokenIn({ data, where }: Request): string | undefined {
  const token = data?.['token'] ?? where?.find(({ field }) => field === 'token')?.value;
  return typeof token === 'string' ? token : undefined;
}

function hashed<T extends { field: string; value: unknown }>(condition: T): T {
  if (condition.field !== 'token') return condition;
  const { value } = condition;
  return { ...condition, value: Array.isArray(value) ? value.map((one) => hashToken(String(one))) : hashToken(String(value)) };
}

function hashedIn(values: Record<string, unknown> | undefined): Record<string, unknown> | undefined {
  return typeof values?.['token'] === 'string' ? { ...values, token: hashToken(values['token']) } : values;
}

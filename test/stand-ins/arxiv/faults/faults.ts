import { InvalidInputError } from '#lib';

export const PROTOCOLS = ['oai', 'feed', 'api'] as const;
export type Protocol = (typeof PROTOCOLS)[number];

/** Where and how long a fault acts; without any of it everywhere until switched off. */
export interface FaultScope {
  protocols?: Protocol[];
  /** To how many requests. */
  requests?: number;
  /** Between two instants of the server's clock (ISO text), the second not included. */
  from?: string;
  until?: string;
}

/** How a record can be broken; `hostile` and `control-character` are how the rest of the page survives. */
export const DAMAGES = ['unclosed-tag', 'bad-entity', 'invalid-utf8', 'control-character', 'hostile'] as const;
export type Damage = (typeof DAMAGES)[number];

/** All faults and what each can be told; the values are what they do when told nothing. */
export const FAULTS = {
  /** Answers with a status and no data; `retryAfter` seconds go into Retry-After (0: no header), as a date when `asDate`. */
  unavailable: { status: 503, retryAfter: 0, asDate: false },
  /** Says nothing more after so many bytes of the body, and keeps the connection. */
  stall: { afterBytes: 1000 },
  /** Ends the body early: by cutting the connection, or `complete`, as if that were all. */
  truncate: { afterBytes: 1000, complete: false },
  /** Sends the body slowly, in real seconds. */
  drip: { bytesPerSecond: 2000 },
  /** Refuses resumption tokens as expired. */
  'expired-token': {},
  /** Breaks one record of a page, counted from 0. */
  malformed: { record: 0, how: 'unclosed-tag' as Damage },
  /** Serves what was known so many announcements ago; a feed's dates look current all the same. */
  stale: { batches: 1 },
  /** Leaves out a share of the papers: named in one protocol, what it has and the others have contradict each other. */
  hide: { share: 0.1 },
  /** The feed calls a share of its new papers cross-lists, and of its cross-lists new. */
  misannounce: { share: 0.1 },
  /** The server's clock is ahead (or, negative, behind) by so many seconds. */
  'moved-clock': { seconds: 86_400 },
  /** Refuses connections for so many seconds of the clock, control addresses included. */
  refuse: { seconds: 60 },
  /** Turns away requests of one client that come less than so many seconds of the clock after its last, or beside it. */
  pace: { seconds: 3, status: 503, retryAfter: 10 },
  /** Begins each page of a list with so many records of the page before. */
  repeat: { records: 10 },
  /** A share of the papers is deleted: a header with that status in the harvest, nothing elsewhere. */
  deleted: { share: 0.1 },
};

export type FaultName = keyof typeof FAULTS;
export type Fields<N extends FaultName> = (typeof FAULTS)[N];
/** A fault to switch on: its name, its fields as far as they differ from `FAULTS`, and its scope. */
export type Fault = { [N in FaultName]: { fault: N } & Partial<Fields<N>> }[FaultName] & FaultScope;

const SCOPE: readonly string[] = ['fault', 'protocols', 'requests', 'from', 'until'] satisfies (keyof FaultScope | 'fault')[];

/** A fault as a test or the control address gave it. @throws InvalidInputError naming what is wrong */
export function checkFault(given: unknown): Fault {
  if (typeof given !== 'object' || given === null) throw new InvalidInputError('A fault is an object such as {"fault":"unavailable","status":429,"requests":3}');
  const fault = given as Record<string, unknown>;
  const fields = Object.entries(FAULTS).find(([name]) => name === fault['fault'])?.[1] as Record<string, unknown> | undefined;
  if (fields === undefined) throw new InvalidInputError(`There is no fault "${String(fault['fault'])}"; there are ${Object.keys(FAULTS).join(', ')}`);
  for (const [name, value] of Object.entries(fault)) if (!SCOPE.includes(name)) checkField(name, value, fields);
  checkScope(fault);
  return fault as unknown as Fault;
}

function checkField(name: string, value: unknown, fields: Record<string, unknown>): void {
  if (!Object.hasOwn(fields, name)) throw new InvalidInputError(`This fault knows no "${name}"; it can be told ${Object.keys(fields).join(', ') || 'nothing'}`);
  if (typeof value !== typeof fields[name]) throw new InvalidInputError(`"${name}" is a ${typeof fields[name]}, such as ${JSON.stringify(fields[name])}`);
  if (name === 'how' && !DAMAGES.includes(value as Damage)) throw new InvalidInputError(`"how" is one of ${DAMAGES.join(', ')}`);
}

function checkScope({ protocols, requests, from, until }: Record<string, unknown>): void {
  const named = Array.isArray(protocols) && protocols.every((protocol) => PROTOCOLS.includes(protocol as Protocol));
  if (protocols !== undefined && !named) throw new InvalidInputError(`"protocols" is a list of ${PROTOCOLS.join(', ')}`);
  if (requests !== undefined && !(Number.isInteger(requests) && (requests as number) > 0)) throw new InvalidInputError('"requests" is a number of requests, 1 or more');
  for (const instant of [from, until]) {
    if (instant !== undefined && Number.isNaN(Date.parse(String(instant)))) throw new InvalidInputError(`"${String(instant)}" is no instant; write it as 2026-06-02T18:00:00Z`);
  }
}

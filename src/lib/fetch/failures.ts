import { BroadsheetError, InvalidInputError } from '../errors.js';

interface FailureKind {
  /** What happened, after the host's name. */
  words: string;
  /** Whether the same request may do better later. */
  later: boolean;
  advice: string;
}

const WAIT = 'Nothing needs to be done: it is asked again later.';

/** Everything that goes wrong outside, in one list: what is not in it is a mistake of ours. */
export const OUTSIDE_FAILURES = {
  dns: { words: 'cannot be found', later: true, advice: 'Is this machine connected to the network, and the name right?' },
  unreachable: { words: 'cannot be reached', later: true, advice: 'Is this machine connected to the network?' },
  refused: { words: 'refuses connections', later: true, advice: WAIT },
  tls: { words: 'could not prove who it is', later: true, advice: "Is this machine's clock right, and does a proxy stand between?" },
  reset: { words: 'closed the connection before it answered', later: true, advice: WAIT },
  'cut-off': { words: 'broke off in the middle of its answer', later: true, advice: WAIT },
  stalled: { words: 'keeps silent', later: true, advice: WAIT },
  timeout: { words: 'took too long in all', later: true, advice: WAIT },
  garbled: { words: 'sent what is not HTTP, or is damaged', later: true, advice: WAIT },
  'too-large': { words: 'sent more than is taken', later: false, advice: 'Ask for less at once.' },
  redirects: { words: 'sends from one address to another without end', later: false, advice: 'Has the address changed?' },
  throttled: { words: 'asks to be left alone for a while (status 429)', later: true, advice: WAIT },
  unavailable: { words: 'is not available for now (status 503)', later: true, advice: WAIT },
  'server-error': { words: 'has a problem of its own', later: true, advice: WAIT },
  declined: { words: 'declined', later: false, advice: 'Is the address right, and may it be read from here?' },
} as const satisfies Record<string, FailureKind>;

export type OutsideFailure = keyof typeof OUTSIDE_FAILURES;

interface OutsideErrorOptions extends ErrorOptions {
  host: string;
  /** More of what happened, in brackets: a system's code, a limit. */
  detail?: string;
}

/** Somebody else's server, or the way to it, failed. */
export class OutsideError extends BroadsheetError {
  readonly failure: OutsideFailure;
  /** Name or address, with the port where it is written. */
  readonly host: string;
  /** Whether the same request may do better later. */
  readonly tryLater: boolean;

  constructor(failure: OutsideFailure, { host, detail, ...options }: OutsideErrorOptions) {
    const { words, later, advice } = OUTSIDE_FAILURES[failure];
    super(`${host} ${words}${detail === undefined ? '' : ` (${detail})`}. ${advice}`, options);
    this.failure = failure;
    this.host = host;
    this.tryLater = later;
  }
}

/** The server answered with a status that was not asked for. */
export class StatusError extends OutsideError {
  readonly status: number;
  /** How long the server asks to wait, in milliseconds, where it says so. */
  readonly retryAfter: number | undefined;
  /** The beginning of the answer, as text. */
  readonly excerpt: string;
  readonly headers: Headers;

  constructor(status: number, given: { host: string; retryAfter?: number; excerpt?: string; headers?: Headers }) {
    super(failureOfStatus(status), { host: given.host, detail: status === 429 || status === 503 ? undefined : `status ${status}` });
    this.status = status;
    this.retryAfter = given.retryAfter;
    this.excerpt = given.excerpt ?? '';
    this.headers = given.headers ?? new Headers();
  }
}

/** A reader's address leads to where only the owner may send Broadsheet: this machine, or a private network. */
export class ForbiddenAddressError extends InvalidInputError {
  readonly host: string;

  constructor(host: string) {
    super(`${host} is not an address of the public internet. The owner can allow it in the settings.`);
    this.host = host;
  }
}

function failureOfStatus(status: number): OutsideFailure {
  if (status === 429) return 'throttled';
  if (status === 503) return 'unavailable';
  return status >= 500 || status === 408 || status === 425 ? 'server-error' : 'declined';
}

const BY_CODE: Readonly<Record<string, OutsideFailure>> = {
  ENOTFOUND: 'dns', EAI_AGAIN: 'dns', EAI_FAIL: 'dns', EAI_NODATA: 'dns', ENODATA: 'dns', ESERVFAIL: 'dns',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'unreachable', ENETUNREACH: 'unreachable', ENETDOWN: 'unreachable', EHOSTDOWN: 'unreachable', EADDRNOTAVAIL: 'unreachable', EACCES: 'unreachable', EPERM: 'unreachable',
  ETIMEDOUT: 'timeout',
  ECONNRESET: 'reset', ECONNABORTED: 'reset', EPIPE: 'reset',
  Z_BUF_ERROR: 'cut-off', ERR_STREAM_PREMATURE_CLOSE: 'cut-off',
  EPROTO: 'tls', DEPTH_ZERO_SELF_SIGNED_CERT: 'tls', SELF_SIGNED_CERT_IN_CHAIN: 'tls', HOSTNAME_MISMATCH: 'tls',
};
const BY_BEGINNING: readonly (readonly [RegExp, OutsideFailure])[] = [
  [/^(?:ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|CRL_)/, 'tls'],
  [/^(?:HPE_|Z_|ERR__ERROR_FORMAT|ERR_BROTLI|ERR_PADDING)/, 'garbled'],
];

/**
 * What a system's error means: one of the list, with the error as cause. Errors that are ours already stay as they are,
 * and what is in no list is returned as it came.
 */
export function outsideError(error: unknown, { host, answered }: { host: string; answered: boolean }): unknown {
  const code = codeOf(error);
  if (error instanceof BroadsheetError || code === undefined) return error;
  const named = BY_CODE[code] ?? BY_BEGINNING.find(([beginning]) => beginning.test(code))?.[1];
  if (named === undefined) return error;
  return new OutsideError(named === 'reset' && answered ? 'cut-off' : named, { host, detail: code, cause: error });
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

import { createHash } from 'node:crypto';
import { OaiError } from './errors.js';
import { listRequest, type ListRequest } from './request.js';

/**
 * How lists are cut into pages. `recorded`, as in the recorded answers: an opaque token that expires, with completeListSize
 * and cursor, over a list that stands still. `today`, as arXiv's present server does it (github.com/arXiv/oaipmh,
 * oaipmh/processors/{fetch_list,resume}.py): the token is the query with the day it has come to and how many records of
 * that day to skip; it does not expire, no size is told, and a record that changes meanwhile moves to the list's end.
 */
export const MANNERS = ['recorded', 'today'] as const;
export type Manner = (typeof MANNERS)[number];

/** Where a list goes on. */
export interface ListPosition {
  request: ListRequest;
  /** Records to leave out; in the manner of today, of those from the request's `from` on. */
  offset: number;
  /** The instant the list stands still at, in the recorded manner. */
  at?: number;
}

/** The text of a token. */
export function writeToken(manner: Manner, { request, offset, at }: ListPosition, now: number): string {
  if (manner === 'today') return encodeURIComponent(new URLSearchParams({ ...withoutAbsent(request), skip: String(offset) }).toString());
  const text = JSON.stringify({ ...request, offset, at, expires: expiryOf(now) });
  return Buffer.from(text).toString('base64url') + sealOf(text);
}

/** What a token stands for. @throws OaiError when it is none of ours, of another verb, or expired */
export function readToken(manner: Manner, token: string, verb: string, now: number): ListPosition {
  const { offset, at, expires, ...request } = manner === 'today' ? openQuery(token) : openSealed(token);
  if (request['verb'] !== verb) throw new OaiError('badResumptionToken', 'token from different verb');
  if (expires !== undefined && Number(expires) <= now) throw new OaiError('badResumptionToken', 'expired');
  return { request: listRequest(request as Record<string, string>, now), offset: Number(offset), at: at === undefined ? undefined : Number(at) };
}

/** Tokens hold until midnight UTC. */
export function expiryOf(now: number): number {
  return Math.floor(now / 86_400_000 + 1) * 86_400_000;
}

function openQuery(token: string): Record<string, unknown> {
  try {
    const { skip, ...request } = Object.fromEntries(new URLSearchParams(decodeURIComponent(token)));
    if (!/^\d+$/.test(skip ?? '')) throw new OaiError('badResumptionToken', 'Token structure is invalid.');
    return { ...request, offset: skip };
  } catch {
    throw new OaiError('badResumptionToken', 'Token decoding failed or format is invalid.');
  }
}

function openSealed(token: string): Record<string, unknown> {
  const text = Buffer.from(token.slice(0, -SEAL_LENGTH), 'base64url').toString();
  if (sealOf(text) !== token.slice(-SEAL_LENGTH)) throw new OaiError('badResumptionToken');
  return JSON.parse(text) as Record<string, unknown>;
}

const SEAL_LENGTH = 12;

/** Tells a token of ours from one that was cut or made up. */
function sealOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, SEAL_LENGTH);
}

function withoutAbsent(request: ListRequest): Record<string, string> {
  return Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined)) as Record<string, string>;
}

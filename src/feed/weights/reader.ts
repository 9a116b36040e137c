import { companyOf } from './company.js';
import type { VoteFacts } from './vote.js';

/** What is known of an account. */
export interface ReaderFacts {
  reader: number;
  accountAgeDays: number;
  /** Somebody let them in: the owner, an invitation, an e-mail address of the house, a closed registration. */
  vouched: boolean;
}

/** How a reader's votes count in the order of papers; never in the number shown. */
export interface ReaderWeight {
  /** How far this account is known, 0 to 1. */
  evidence: number;
  /** 1, or less for an account whose votes are those of other accounts: all of such a ring together count about as one. */
  together: number;
}

/** The weight of readers who were let in by somebody, and of all readers where registration is not open. */
export const FULL_WEIGHT: ReaderWeight = { evidence: 1, together: 1 };

const DAYS_TO_BE_KNOWN = 14;
const PAPERS_TO_BE_KNOWN = 10;
const VOTING_DAYS_TO_BE_KNOWN = 3;

const DAY_MS = 86_400_000;

/** What somebody has voted on, as far as it tells a reader from an account made for one vote. */
export interface VotingRecord {
  papers: number;
  days: number;
}

/**
 * How far an account is known, 0 to 1: 1 from 14 days, 10 papers voted on and 3 days of voting on, and less by each of
 * these that is less. Growing in each. The three figures are engineering choices.
 */
export function evidenceOf({ accountAgeDays, vouched }: Omit<ReaderFacts, 'reader'>, { papers, days }: VotingRecord): number {
  if (vouched) return 1;
  return share(accountAgeDays, DAYS_TO_BE_KNOWN) * share(papers, PAPERS_TO_BE_KNOWN) * share(days, VOTING_DAYS_TO_BE_KNOWN);
}

/**
 * The weights of the readers of an open instance, from what they voted on lately; elsewhere everybody has `FULL_WEIGHT`.
 * @param votes all votes of the time looked at (90 days are plenty); of readers that are not in `readers` nothing is said
 */
export function readerWeights(readers: readonly ReaderFacts[], votes: readonly VoteFacts[]): Map<number, ReaderWeight> {
  const records = votingRecords(votes);
  const vouched = new Set(readers.filter((reader) => reader.vouched).map(({ reader }) => reader));
  const company = companyOf(votes.filter(({ reader }) => !vouched.has(reader)));
  return new Map(readers.map((facts) => [facts.reader, { evidence: evidenceOf(facts, records.get(facts.reader) ?? { papers: 0, days: 0 }), together: 1 / (1 + (company.get(facts.reader) ?? 0)) }]));
}

function votingRecords(votes: readonly VoteFacts[]): Map<number, VotingRecord> {
  const byReader = Map.groupBy(votes, ({ reader }) => reader);
  return new Map([...byReader].map(([reader, own]) => [reader, { papers: new Set(own.map(({ paper }) => paper)).size, days: new Set(own.map(({ at }) => Math.floor(at / DAY_MS))).size }]));
}

function share(value: number, whole: number): number {
  return Math.min(1, Math.max(0, value) / whole);
}

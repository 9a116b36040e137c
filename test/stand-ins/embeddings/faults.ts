/** What can be wrong with an embeddings endpoint. */
export const FAULTS = {
  throttled: 'status 429 with Retry-After, when seconds are given',
  quota: 'status 429 because nothing is paid any more',
  unavailable: 'status 503',
  broken: 'status 500 with a page',
  stall: 'no answer at all',
  slow: 'the answer comes after the seconds given',
  truncated: 'the connection ends in the middle of the answer',
  nonsense: 'status 200 and a page',
  error: 'status 200 and an error',
  empty: 'status 200 and an object without vectors',
  'wrong-count': 'a vector too few',
  'wrong-order': 'two vectors for one text and none for another',
  'not-a-number': 'a vector with null in it',
  ragged: 'a vector shorter than the others',
  dimension: 'vectors of one dimension more',
  endless: 'an answer that does not end',
} as const;

export type FaultName = keyof typeof FAULTS;

export interface Fault {
  name: FaultName;
  /** How many requests it meets; all when left out. */
  times?: number;
  seconds?: number;
}

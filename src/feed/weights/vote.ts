/** One vote. */
export interface VoteFacts {
  reader: number;
  paper: number;
  /** Milliseconds since 1970. */
  at: number;
}

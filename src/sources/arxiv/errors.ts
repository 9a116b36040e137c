import { BroadsheetError } from '#lib';

/** The server answered, but with something else than its protocol says. */
export class AnswerError extends BroadsheetError {}

/** One entry of an answer that cannot be a paper; the message is the reason. The entries around it are not affected. */
export class EntryError extends BroadsheetError {}

/** An entry of an answer that could not be read. */
export interface BadEntry {
  /** Where it begins in the answer, in bytes from 0. */
  offset: number;
  /** What it calls itself, where that much could be read. */
  identifier?: string;
  reason: string;
}

/** What to say of an answer of the wrong kind. */
export function wrongKind(wanted: string, beginning: string): AnswerError {
  const shown = beginning.replace(/\s+/g, ' ').trim().slice(0, 120);
  return new AnswerError(shown === '' ? `The answer is empty where ${wanted} was expected.` : `The answer is not ${wanted}; it begins with: ${shown}`);
}

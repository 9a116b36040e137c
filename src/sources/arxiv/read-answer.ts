import { OutsideError, type Answer } from '#lib/fetch';

/** What reads an answer piece by piece. */
interface Parser<T> {
  push(piece: Uint8Array): void;
  end(): T;
}

/** An answer as far as it came. */
export interface Read<T> {
  page: T;
  /** In words, when the connection failed or the answer ends before its own end: what came is good, the rest must be asked for again. */
  brokenOff?: string;
}

/**
 * Reads an answer while it comes, so that what came before a failure is kept.
 * @throws OutsideError when it failed before anything could be recognised
 * @throws AnswerError when it is of another kind
 */
export async function readAnswer<T extends { isWhole: boolean }>(answer: Answer, parser: Parser<T>): Promise<Read<T>> {
  const failure = await failureOf(answer, parser);
  try {
    const page = parser.end();
    if (failure !== undefined) return { page, brokenOff: failure.message };
    return page.isWhole ? { page } : { page, brokenOff: `${new URL(answer.url).host} ended its answer in the middle.` };
  } catch (error) {
    throw failure ?? error;
  }
}

async function failureOf(answer: Answer, parser: Parser<unknown>): Promise<OutsideError | undefined> {
  try {
    for await (const piece of answer.body) parser.push(piece);
    return undefined;
  } catch (error) {
    if (error instanceof OutsideError) return error;
    throw error;
  }
}

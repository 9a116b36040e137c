import { InvalidInputError } from '#lib';

/** What was asked cannot be judged; the message says what is missing. */
export class EvalError extends InvalidInputError {}

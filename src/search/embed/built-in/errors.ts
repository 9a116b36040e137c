import { EnvironmentError, InvalidInputError } from '#lib';

/** There is not enough text to learn from. */
export class NothingToLearnError extends InvalidInputError {}

/** Learning ended before it was done, for a reason that is none of the papers'. */
export class LearningError extends EnvironmentError {}

/** What should be a term table is none, is damaged, or was written in a way this version does not read. */
export class TermTableError extends EnvironmentError {}

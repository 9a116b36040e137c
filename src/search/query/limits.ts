/** A pasted abstract is shorter; what comes after is not read. */
export const LONGEST_QUERY = 4_000;

/** More terms than a reader types, as the index counts them: without words such as "the". */
export const MOST_TERMS = 200;

/** Brackets within brackets: those further inside are passed over. */
export const DEEPEST = 10;

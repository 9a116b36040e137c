/** A pasted abstract is shorter; what comes after is not read. */
export const LONGEST_QUERY = 4_000;

/** More terms than a reader types; the words of a phrase count one by one. */
export const MOST_TERMS = 200;

/** Brackets within brackets: those further inside are passed over. */
export const DEEPEST = 10;

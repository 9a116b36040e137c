export interface Estimate {
  /** About; the endpoint counts by its own tokenizer. */
  tokens: number;
  /** In the currency of the price; absent where no price was set. */
  money?: number;
}

/** English text has about four characters to a token: https://help.openai.com/en/articles/4936856 */
const CHARACTERS_PER_TOKEN = 4;

/**
 * What it takes to embed many papers.
 * @param averageCharacters of a paper's title and abstract together
 * @param pricePerMillion tokens, as the owner set it
 */
export function estimate(papers: number, averageCharacters: number, pricePerMillion?: number): Estimate {
  const tokens = Math.ceil((papers * averageCharacters) / CHARACTERS_PER_TOKEN);
  return pricePerMillion === undefined ? { tokens } : { tokens, money: (tokens / 1_000_000) * pricePerMillion };
}

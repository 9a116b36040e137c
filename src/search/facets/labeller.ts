import { FACETS, type Facet } from './facet.js';
import { featureWords, placeFeatures, type Place } from './features.js';
import { bestPath } from './viterbi.js';
import { shippedWeights, type Weights } from './weights.js';

/** The facet of each sentence of an abstract. @throws WeightsError */
export function labelSentences(list: readonly string[], weights: Weights = shippedWeights()): Facet[] {
  return bestPath(scoresOf(list, weights)).map((column) => FACETS[column]!);
}

/** The place of the sentence that is most likely of a facet; undefined when none is likelier than chance would have it. @throws WeightsError */
export function likeliest(list: readonly string[], facet: Facet, weights: Weights = shippedWeights()): number | undefined {
  const chances = scoresOf(list, weights).map((row) => row[FACETS.indexOf(facet)]!);
  const best = chances.indexOf(Math.max(...chances));
  return best !== -1 && chances[best]! > -Math.log(FACETS.length) ? best : undefined;
}

function scoresOf(list: readonly string[], weights: Weights): number[][] {
  const lookup = lookupOf(weights);
  return list.map((sentence, index) => logLikelihoods(sentence, { index, of: list.length }, lookup));
}

/** The weights by word, and of pairs by their second word: two hundred abstracts are read while a page waits, too many to make a string for each pair. */
export interface Lookup {
  bias: readonly number[];
  words: Map<string, Entry>;
  other: Map<string, readonly number[]>;
}

interface Entry {
  alone?: readonly number[];
  before: Map<string, readonly number[]>;
}

const lookups = new WeakMap<Weights, Lookup>();

/** Made once for the same weights. */
export function lookupOf(weights: Weights): Lookup {
  const known = lookups.get(weights);
  if (known) return known;
  const lookup: Lookup = { bias: weights.bias, words: new Map(), other: new Map() };
  for (const [feature, row] of weights.features) {
    const [word, next] = feature.split(' ') as [string, string?];
    if (feature.startsWith('@')) lookup.other.set(feature, row);
    else if (next === undefined) entryOf(lookup, word).alone = row;
    else entryOf(lookup, word).before.set(next, row);
  }
  lookups.set(weights, lookup);
  return lookup;
}

function entryOf({ words }: Lookup, word: string): Entry {
  const entry = words.get(word) ?? { before: new Map<string, readonly number[]>() };
  words.set(word, entry);
  return entry;
}

/** The logarithm of the likelihood of each facet, as the logistic regression over `features` says. */
export function logLikelihoods(sentence: string, place: Place, lookup: Lookup): number[] {
  const sums = [...lookup.bias];
  for (const row of rowsOf(sentence, place, lookup)) for (let column = 0; column < sums.length; column++) sums[column]! += row[column]!;
  const highest = Math.max(...sums);
  const total = highest + Math.log(sums.reduce((sum, value) => sum + Math.exp(value - highest), 0));
  return sums.map((value) => value - total);
}

/** The weights of all features of a sentence that are known, each once. */
function rowsOf(sentence: string, place: Place, { words: known, other }: Lookup): Set<readonly number[]> {
  const rows = new Set<readonly number[]>();
  const add = (row: readonly number[] | undefined) => row && rows.add(row);
  const words = featureWords(sentence);
  let before: Entry | undefined;
  for (const word of words) {
    const entry = known.get(word);
    add(entry?.alone);
    add(before?.before.get(word));
    before = entry;
  }
  for (const name of placeFeatures(words, place)) add(other.get(name));
  return rows;
}

import { readFileSync } from 'node:fs';
import { BroadsheetError } from '#lib';
import { FACETS } from './facet.js';

/** A logistic regression: for each feature one weight a facet. */
export interface Weights {
  bias: number[];
  features: Map<string, readonly number[]>;
}

/** The file of the labeller's weights is not what this program can read. */
export class WeightsError extends BroadsheetError {}

export const WEIGHTS_FILE = new URL('labeller.weights', import.meta.url);
const FORMAT = 'broadsheet sentence labeller 1';
const MOST_FEATURES = 200_000;
/** Weights are written in hundredths, by far finer than what a label hangs on. */
const STEPS = 100;

/** The weights as text: what they are and how they came about on the first line, then a feature a line, numbers in hundredths. */
export function formatWeights({ bias, features }: Weights, how: string): string {
  const line = (name: string, weights: readonly number[]) => `${name}\t${weights.map((weight) => Math.round(weight * STEPS)).join(' ')}`;
  const lines = [...features].map(([name, weights]) => line(name, weights)).filter((text) => !text.endsWith('\t0 0 0'));
  return [`${FORMAT}\t${how.replace(/\s+/g, ' ')}`, line('@bias', bias), ...lines.sort()].join('\n') + '\n';
}

/** @throws WeightsError naming the line that is wrong */
export function parseWeights(text: string): Weights {
  const [header = '', ...lines] = text.trimEnd().split('\n');
  if (!header.startsWith(`${FORMAT}\t`)) throw wrong(1, `it does not begin with "${FORMAT}"`);
  if (lines.length > MOST_FEATURES) throw wrong(MOST_FEATURES, 'it has too many lines');
  const features = new Map(lines.map((line, at) => parseLine(line, at + 2)));
  const bias = features.get('@bias');
  if (bias === undefined) throw wrong(2, 'the bias is missing');
  features.delete('@bias');
  return { bias, features };
}

function parseLine(line: string, number: number): [string, number[]] {
  const [name = '', numbers = ''] = line.split('\t');
  if (name === '' || !/^-?\d{1,5}(?: -?\d{1,5}){2}$/.test(numbers)) throw wrong(number, `expected a feature, a tab and ${FACETS.length} whole numbers`);
  return [name, numbers.split(' ').map((value) => Number(value) / STEPS)];
}

function wrong(line: number, what: string): WeightsError {
  return new WeightsError(`The weights of the sentence labeller cannot be read: line ${line}, ${what}. Restore src/search/facets/labeller.weights or make it anew: npm run train-facets -- FILE.`);
}

let shipped: Weights | undefined;

/** The weights that come with the program, read once, when first asked for. @throws WeightsError */
export function shippedWeights(): Weights {
  shipped ??= parseWeights(readShipped());
  return shipped;
}

function readShipped(): string {
  try {
    return readFileSync(WEIGHTS_FILE, 'utf8');
  } catch (error) {
    throw new WeightsError('The weights of the sentence labeller are missing. Restore src/search/facets/labeller.weights, or make it anew: npm run train-facets -- FILE; then npm run build.', { cause: error });
  }
}

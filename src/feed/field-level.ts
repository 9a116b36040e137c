import { sumOf } from './score.js';
import type { Score } from './types.js';

/** What the best papers of each field have reached lately, in the logarithm of expected votes. */
export interface FieldLevels {
  byField: ReadonlyMap<string, number>;
  /** For fields that had nothing lately. */
  overall: number;
}

/** A paper of the last editions with its score, not sunk. */
export interface FieldPaper {
  field: string;
  value: number;
}

const BEST_SHARE = 1 / 20;
const FEWEST_BEST = 3;

/**
 * The level of each field: the mean of the best twentieth of its recent papers, of three at least. Where a field has
 * fewer, those of the whole stand in for the missing ones, so that one paper alone is not the best of its kind. No field's
 * level is under `usual` votes, so that the best of a field in which nobody votes stays where it is.
 * The idea of dividing by a community's own best is Reddit's (`normalized_hot`, reddit/r2, 2017).
 */
export function fieldLevels(papers: readonly FieldPaper[], usual: number): FieldLevels {
  const floor = Math.log(usual);
  const overall = Math.max(floor, meanOfBest(papers.map(({ value }) => value), floor));
  const byField = Map.groupBy(papers, ({ field }) => field);
  const levels = [...byField].map(([field, own]) => [field, Math.max(floor, meanOfBest(own.map(({ value }) => value), overall))] as const);
  return { byField: new Map(levels), overall };
}

/** A score measured against the best of its own field: 0 is as good as those. Within a field the order stays. */
export function inItsField({ terms }: Score, field: string, levels: FieldLevels): Score {
  const level = levels.byField.get(field) ?? levels.overall;
  return sumOf([...terms, { name: 'field', words: `measured against the best of ${field} lately, ${Math.exp(level).toFixed(1)} votes`, value: -level }]);
}

/** The value of `inItsField` alone. */
export function valueInField(value: number, field: string, levels: FieldLevels): number {
  return value - (levels.byField.get(field) ?? levels.overall);
}

function meanOfBest(values: readonly number[], missing: number): number {
  const count = Math.max(FEWEST_BEST, Math.ceil(values.length * BEST_SHARE));
  const best = values.toSorted((a, b) => b - a).slice(0, count);
  const sum = best.reduce((total, value) => total + value, 0);
  return (sum + missing * (count - best.length)) / count;
}

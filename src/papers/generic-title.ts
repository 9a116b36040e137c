import { plainText } from '#lib/text';
import { foldLetters } from './fold.js';

/*
 * Beginnings and endings of titles that many different pieces carry: notices about another paper, answers to it, and the
 * matter around the papers of a journal or proceedings. Read with quotes as ", dashes as -, without a leading article.
 */
const ABOUT_A_PAPER = [
  /^(erratum|errata|corrigend(um|a)|addend(um|a)|rejoinders?|reply|replies)\b/,
  /^comments? *([:.]|(on|to|about)\b)/,
  /^discussions?( paper)? *([:.]|(of|on)\b)/,
  /^response[s]? to (["']|(the |a )?(comment|critic|discuss|letter|referee|reviewer))/,
  /^corrections?( and additions)? *([:.]|(to|of|on):? *(["']|(the )?(article|paper)))/,
  /^retract(ion|ed) *([:.]|(note|notice|of|to)\b)/,
  /^(expression of concern|publisher'?s note|author'?s (reply|response))\b/,
  /[:,([.-] *(an? )?(erratum|corrigendum|addendum|rejoinder)( and (erratum|addendum))?[)\].]*$/,
];
const AROUND_PAPERS = [
  /^(guest )?editorial *([:.(]|$)/,
  /^(preface|foreword|afterword|obituary|in memoriam|book reviews?|(message|letter|welcome) from the)\b/,
  /^(introduction|welcome|overview|editor'?s'? (note|introduction)) (to|of) (the|this) (minitrack|proceedings|section|special|theme|thematic|volume|workshop)/,
  /^(table of contents|(front|back) matter|(author|subject) index|list of (authors|participants|reviewers|contributors)|(program|organizing) committee)/,
];
const ALONE =
  /^(abstracts?|acknowledge?ments?|comments?|conclusions?|discussions?|editors? note|editors note|guest editors introduction|invited (paper|talk)|keynote( speech| talk| address)?|opening remarks|panel( discussion)?|summary|tutorial)$/;

/**
 * Whether a title says too little to recognise a paper by: one word or none, `Erratum`, `Editorial`, `Comment on …`,
 * `Erratum to: …` and the like. Different pieces carry such titles, and an erratum is not the paper it corrects.
 */
export function genericTitle(title: string): boolean {
  const plain = simplified(title);
  if (countWords(plain) < 2 || ALONE.test(plain.replace(/[^\p{L} ]/gu, ''))) return true;
  return [...ABOUT_A_PAPER, ...AROUND_PAPERS].some((pattern) => pattern.test(plain));
}

function simplified(title: string): string {
  return foldLetters(plainText(title))
    .replace(/[“”„«»]|``|''/g, '"')
    .replace(/[‘’‚`´]/g, "'")
    .replace(/[‐-―]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^["'([]+/, '')
    .replace(/^(an?|the) /, '');
}

/** Chinese and Japanese do not set words apart: there every character counts. */
function countWords(text: string): number {
  return text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}\p{M}]+/gu)?.length ?? 0;
}

/**
 * Words that the stemmer takes for others and that mean something else: behind a stem of Porter's, how such words begin. Found as Xu and Croft do (Corpus-based
 * stemming using cooccurrence of word variants, ACM TOIS 16, 1998): among 198,988 titles with abstracts from arXiv, words of one stem were put together by
 * how much oftener than by chance they stand in one paper. `transformer` and `transformers` do 23 times as often, `transformer` and
 * `transformation` 1.1 times. Of the stems that fell apart at 1.5 (a few at 2), these are those whose parts differ in what they mean and not only in how a sentence
 * is built ("provides", "we provide").
 */
const APART = `
  addit: additive
  altern: alternating alternate
  categor: categorical
  collect: collective
  commun: communit
  complex: complexit
  conduct: conducti conductan
  convers: conversion
  deriv: derivative
  direct: direction directed
  experi: experience experiential
  fit: fitness
  format: formation
  gener: generat
  gener: generaliz
  ident: identical
  inform: informal
  initi: initiat
  inject: injective
  integr: integral integrab
  intens: intensive
  intern: international
  later: lateral
  limit: limitation
  local: localiz
  mean: meaning
  mechan: mechanic
  multipl: multiplic
  numer: numerous
  object: objective
  oper: operator
  posit: position
  project: projective
  proven: provenance
  reduct: reductive
  regular: regulariz
  rel: relativity
  repres: representative
  resolv: resolvent
  sever: severe severi
  space: spacing
  specif: specification
  success: successive succession
  suit: suite
  transform: transformer
  transit: transitive
  unit: united
  univers: universit
  unlik: unlikely
  util: utilit
  vertic: vertical
`;

const BY_STEM = Map.groupBy(
  APART.trim().split('\n').map((line) => line.trim().split(/:? /)).map(([stem = '', ...beginnings]) => ({ stem, beginnings })),
  ({ stem }) => stem,
);

/** The stem of a word in its own sense, where Porter's `stem` is that of other words as well. */
export function stemOfSense(word: string, stem: string): string {
  return BY_STEM.get(stem)?.find(({ beginnings }) => beginnings.some((beginning) => word.startsWith(beginning)))?.beginnings[0] ?? stem;
}

// Trains the labeller of sentences from the abstracts of a file of papers that have headings, and says how good it is.
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './bundled-node.mjs';
import { openInput, readRecords } from '../dist/src/sources/index.js';
import { formatWeights, judgeLabeller, structuredSentences, trainLabeller } from '../dist/src/search/index.js';

const USAGE = `npm run train-facets -- FILE [--out src/search/facets/labeller.weights]
  FILE   papers in any format that can be imported, also compressed; those whose abstracts have headings are learned from
  --out  where the weights go; the program reads them from the place named here once it is built again`;
const OUT = path.join(root, 'src/search/facets/labeller.weights');
/** With fewer it would learn the words of a few authors. */
const LEAST = 100;
const FOLDS = 5;

async function main() {
  const { values, positionals } = parseArgs({ options: { out: { type: 'string', default: OUT }, help: { type: 'boolean', default: false } }, allowPositionals: true });
  if (values.help || positionals.length !== 1) return void process.stdout.write(`${USAGE}\n`);
  const { abstracts, papers } = await readAbstracts(positionals[0]);
  const sentences = abstracts.flat().length;
  process.stdout.write(`${papers} papers, ${abstracts.length} abstracts with headings, ${sentences} sentences\n`);
  if (abstracts.length < LEAST) throw new Error(`At least ${LEAST} abstracts with headings are needed. Give a larger file of papers.`);
  print(judgeHeldOut(abstracts));
  const how = `${new Date().toISOString().slice(0, 10)}, ${abstracts.length} abstracts with headings among ${papers} papers, ${sentences} sentences; columns background, method, result in hundredths`;
  fs.writeFileSync(values.out, formatWeights(trainLabeller(abstracts), how));
  process.stdout.write(`written to ${values.out}\n`);
}

async function readAbstracts(file) {
  const found = new Map();
  let papers = 0;
  for await (const { items } of readRecords(await openInput(file))) {
    for (const item of items) {
      if (!('record' in item)) continue;
      papers += 1;
      const labelled = structuredSentences(item.record.abstract);
      // The same paper under two names would stand on both sides of the judgement.
      if (labelled) found.set(item.record.abstract, labelled);
    }
  }
  return { abstracts: [...found.values()], papers };
}

/** Each fifth judged by what was learned from the others; the figures are the means. */
function judgeHeldOut(abstracts) {
  const rounds = Array.from({ length: FOLDS }, (_, fold) => {
    const held = abstracts.filter((_, at) => at % FOLDS === fold);
    return judgeLabeller(trainLabeller(abstracts.filter((_, at) => at % FOLDS !== fold)), held);
  });
  const mean = (at, key) => rounds.reduce((sum, round) => sum + round[at][key], 0) / FOLDS;
  return rounds[0].map(({ name }, at) => ({ name, accuracy: mean(at, 'accuracy'), macroF1: mean(at, 'macroF1') }));
}

function print(judgements) {
  process.stdout.write('held out                 accuracy  macro F1\n');
  for (const { name, accuracy, macroF1 } of judgements) process.stdout.write(`${name.padEnd(24)} ${accuracy.toFixed(3).padStart(8)}  ${macroF1.toFixed(3).padStart(8)}\n`);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

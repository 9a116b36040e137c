import { messageOf } from '#lib';
import { loadModel, type Model, type Role } from './model.js';

/*
 * The process that a model runs in: it computes without a pause and may need, or crash with, a lot of memory, which
 * must not be that of whoever serves pages.
 */

export type Question = { id: number; load: { library: string; folder: string } } | { id: number; embed: { texts: string[]; role: Role } };
export type Reply = { id: number; loaded: { dimensions: number; fingerprint: string } } | { id: number; vectors: (Float32Array | undefined)[] } | { id: number; error: string };

let model: Model | undefined;

async function answer(question: Question): Promise<Reply> {
  const { id } = question;
  try {
    if ('embed' in question) return { id, vectors: await model!.embed(question.embed.texts, question.embed.role) };
    model = await loadModel(question.load);
    return { id, loaded: { dimensions: model.dimensions, fingerprint: model.fingerprint } };
  } catch (error) {
    return { id, error: messageOf(error) };
  }
}

// One after the other: the computation uses every core by itself.
let last: Promise<unknown> = Promise.resolve();
process.on('message', (question: Question) => {
  last = last.then(async () => process.send?.(await answer(question)));
});
process.on('disconnect', () => process.exit(0));
// The terminal's Ctrl-C reaches everybody; who started this process ends it when it is time.
process.on('SIGINT', () => undefined);

import type { SearchContext } from './context.js';
import type { Embedder } from './embed/embedder.js';
import type { OpenIndex } from './index/search-index.js';

/** The vector of a query by the embedder of the index; undefined where words alone must do. */
export async function queryVector(context: SearchContext, index: OpenIndex, text: string): Promise<Float32Array | undefined> {
  const [vector] = await vectorsBy(context, index, async (embedder) => [await embedder.embedQuery(text)]);
  return vector;
}

/** Vectors of the index's embedder. One that fails, as an endpoint does that is away, is no reason to find nothing. */
export async function vectorsBy(context: SearchContext, index: OpenIndex, embed: (embedder: Embedder) => Promise<(Float32Array | undefined)[]>): Promise<(Float32Array | undefined)[]> {
  const embedder = await ownEmbedder(context, index);
  try {
    return embedder === undefined ? [] : await embed(embedder);
  } catch (error) {
    context.onError?.(error);
    return [];
  }
}

/** The embedder that made the vectors of the index; undefined while there are none, or it cannot be had. */
export async function ownEmbedder({ embedder, onError }: SearchContext, index: OpenIndex): Promise<Embedder | undefined> {
  if (index.embedder === undefined || index.vectors === undefined) return undefined;
  try {
    const own = await embedder(index.embedder.name, index.embedder.dimensions);
    return own?.dimensions === index.embedder.dimensions ? own : undefined;
  } catch (error) {
    onError?.(error);
    return undefined;
  }
}

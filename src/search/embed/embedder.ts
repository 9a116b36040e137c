/** What a paper is embedded from. */
export interface PaperText {
  title: string;
  abstract: string;
}

/**
 * Makes vectors of texts. All vectors of one embedder have unit length and one number of dimensions;
 * vectors of two embedders with different names are never compared.
 */
export interface Embedder {
  /** Maker and version: `built-in:3`, `onnx:Xenova/all-MiniLM-L6-v2`, `endpoint:text-embedding-3-small`. */
  readonly name: string;
  readonly dimensions: number;
  /** One vector for each paper, in order; undefined for one that says nothing the embedder knows. @throws EmbedderError */
  embedPapers(papers: readonly PaperText[], signal?: AbortSignal): Promise<(Float32Array | undefined)[]>;
  /** @throws EmbedderError */
  embedQuery(text: string, signal?: AbortSignal): Promise<Float32Array | undefined>;
  close(): Promise<void>;
}

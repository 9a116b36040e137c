/** Who holds it writes the index: one process of an instance at a time. */
export const INDEXER_LEASE = 'indexer';

const MOST_PLACES = 500_000;

/**
 * Orders that pages were cut from, so that the next page goes on where the last one ended although votes came meanwhile.
 * Kept in memory, the longest unused going first; one that is gone is paged by the paper that the cursor names.
 */
export class Snapshots {
  private readonly orders = new Map<string, Int32Array>();
  private places = 0;

  /** The papers, by number, in the order of this name; undefined when it is not kept (any more). */
  find(name: string): Int32Array | undefined {
    const order = this.orders.get(name);
    if (order === undefined) return undefined;
    this.orders.delete(name);
    this.orders.set(name, order);
    return order;
  }

  keep(name: string, papers: readonly number[]): void {
    if (this.orders.has(name)) return;
    this.orders.set(name, Int32Array.from(papers));
    this.places += papers.length;
    for (const [oldest, order] of this.orders) {
      if (this.places <= MOST_PLACES) break;
      this.orders.delete(oldest);
      this.places -= order.length;
    }
  }
}

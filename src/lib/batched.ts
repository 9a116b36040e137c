interface Waiting<Item, Result> {
  item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/**
 * A function that does the work of many callers at once: what is asked for while one batch is under way is the next batch,
 * at most `most` at a time, in the order of the calls. `work` answers each item with its result or with the error that its
 * caller gets; what it throws all callers of the batch get.
 */
export function batched<Item, Result>(work: (items: Item[]) => Promise<(Result | Error)[]>, most: number): (item: Item) => Promise<Result> {
  const queue: Waiting<Item, Result>[] = [];
  let running = false;

  async function run(): Promise<void> {
    running = true;
    while (queue.length > 0) {
      const batch = queue.splice(0, most);
      try {
        const results = await work(batch.map(({ item }) => item));
        batch.forEach(({ resolve, reject }, index) => {
          const result = results[index]!;
          if (result instanceof Error) reject(result);
          else resolve(result);
        });
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    running = false;
  }

  return (item) => {
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    queue.push({ item, resolve, reject });
    // What is asked for in the same turn of the loop goes together from the first batch on.
    if (!running) {
      running = true;
      setImmediate(() => void run());
    }
    return promise;
  };
}

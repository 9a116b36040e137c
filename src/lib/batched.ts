interface Waiting<Item, Result> {
  item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

type Work<Item, Result> = (items: Item[]) => Promise<(Result | Error)[]>;

/**
 * A function that does the work of many callers at once: what is asked for while one batch is under way is the next batch,
 * at most `most` at a time, in the order of the calls. `work` answers each item with its result or with the error that its
 * caller gets; what it throws all callers of the batch get, unless `tryAlone` says of it that each may be worth trying by itself.
 */
export function batched<Item, Result>(work: Work<Item, Result>, most: number, tryAlone: (error: unknown) => boolean = () => false): (item: Item) => Promise<Result> {
  const queue: Waiting<Item, Result>[] = [];
  let running = false;

  async function run(): Promise<void> {
    running = true;
    while (queue.length > 0) {
      const batch = queue.splice(0, most);
      try {
        const results = await allOrEach(work, batch.map(({ item }) => item), tryAlone);
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

/** One bad item must not take the others of its batch along. */
async function allOrEach<Item, Result>(work: Work<Item, Result>, items: Item[], tryAlone: (error: unknown) => boolean): Promise<(Result | Error)[]> {
  try {
    return await work(items);
  } catch (error) {
    if (items.length === 1 || !tryAlone(error)) throw error;
  }
  const results: (Result | Error)[] = [];
  for (const item of items) results.push(await work([item]).then(([result]) => result!, (error: unknown) => (error instanceof Error ? error : new Error(String(error)))));
  return results;
}

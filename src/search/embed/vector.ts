/**
 * A vector of length 1 in the direction of the numbers; undefined where all are zero.
 * @throws RangeError when one is no finite number, or all are so large that their length is none
 */
export function unitVector(numbers: ArrayLike<number>): Float32Array | undefined {
  let squares = 0;
  for (let index = 0; index < numbers.length; index += 1) squares += numbers[index]! ** 2;
  if (!Number.isFinite(squares)) throw new RangeError('not a finite number');
  if (squares === 0) return undefined;
  const length = Math.sqrt(squares);
  return Float32Array.from(numbers, (number) => number / length);
}

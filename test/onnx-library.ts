import type { TestContext } from 'node:test';

/** The folder with the library that runs ONNX models; without it the test is skipped, which its report says. */
export function onnxLibrary(t: TestContext): string | undefined {
  const folder = process.env.BROADSHEET_TEST_ONNX;
  if (!folder) t.skip('the library that runs ONNX models is not there: `npm test` gets it where there is a network, or BROADSHEET_TEST_ONNX names a folder with it');
  return folder || undefined;
}

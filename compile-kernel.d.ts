// Types of compile-kernel.js, for the tests.
export function compileKernel(): Promise<string>;
export function kernelCode(code: string): {
  name: string;
  transform: (text: string, id: string) => string | null;
};

// Types of compile-kernel.js, for the tests.
export function compileKernel(): Promise<string>;
export function kernelCode(code: string): {
  name: string;
  enforce: 'pre';
  transform: (text: string, id: string) => { code: string; map: null } | null;
};

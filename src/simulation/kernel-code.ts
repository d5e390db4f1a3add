// The kernel compiled to WASM. The build, and the tests, put it in place of the empty text
// (compile-kernel.js); a program that runs from its sources does without.

/** The module as base64; empty where there is none. */
export const kernelCode: string = '';

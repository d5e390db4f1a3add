// Whether the program has the rules that came after its first study (H8, A18, A19, C11 to C16 and others of docs/MODEL.md). While it
// has not, generated scenarios ask for none of them, and the reference is held to the rules from before. Set it to true once it has,
// and take away the branches that ask; until then, to try: OFFSUPPLY_ADDED_RULES=1 npx vitest run test/reference

export const kernelHasAddedRules = process.env['OFFSUPPLY_ADDED_RULES'] === '1';

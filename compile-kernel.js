// Compiles src/kernel to WASM: the TypeScript is turned into AssemblyScript, which differs in a few
// spellings, and given to its compiler, all in memory (decision 0018).
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import binaryen from 'binaryen';
import ts from 'typescript';

const folder = new URL('src/kernel/', import.meta.url);
/** Names that AssemblyScript has built in, and TypeScript takes from platform.ts. */
const builtIn = new Set(['i32', 'f64', 'Host']);

const cache = new URL('node_modules/.cache/offsupply-kernel/', import.meta.url);

/**
 * The module as base64. Kept beside the packages, by what it was made from: it is made in seconds.
 * @returns {Promise<string>}
 */
export async function compileKernel() {
  const files = new Map(kernelFiles().map((name) => [name, assemblyScriptOf(name)]));
  const hash = createHash('sha256').update(readFileSync(fileURLToPath(import.meta.url)));
  for (const [name, text] of files) hash.update(`${name}\n${text}\n`);
  const kept = new URL(`${hash.digest('hex')}.txt`, cache);
  if (existsSync(kept)) return readFileSync(kept, 'utf8');
  const base64 = Buffer.from(settled(await assembled(files))).toString('base64');
  mkdirSync(cache, { recursive: true });
  const aside = new URL(`${process.pid}.txt`, cache);
  writeFileSync(aside, base64);
  renameSync(aside, kept);
  return base64;
}

/**
 * A plugin of rolldown and vite that puts the compiled kernel where src/simulation/kernel-code.ts
 * leaves room for it.
 * @param {string} code as base64
 */
export function kernelCode(code) {
  return {
    name: 'kernel-code',
    // Before the types are taken off, which may change the quotes.
    enforce: 'pre',
    transform(text, id) {
      if (!id.endsWith('simulation/kernel-code.ts')) return null;
      // Lines stay where they are: the map of the text before holds.
      return { code: text.replace("''", `'${code}'`), map: null };
    },
  };
}

/** The module that AssemblyScript makes of the files. */
async function assembled(files) {
  let code;
  const stderr = asc.createMemoryStream();
  const { error } = await asc.main(['kernel.ts', '--outFile', 'kernel.wasm', ...options], {
    stderr,
    readFile: (name) => files.get(name) ?? null,
    writeFile: (name, contents) => {
      if (name === 'kernel.wasm') code = contents;
    },
    listFiles: () => [],
  });
  if (error !== null) throw new Error(`the kernel does not compile to WASM\n${stderr.toString()}`);
  return code;
}

const options = [
  ...['--optimizeLevel', '3', '--shrinkLevel', '0', '--converge', '--noAssert'],
  // Nothing is freed: what is made at set-up lives as long as the instance.
  ...['--runtime', 'stub', '--initialMemory', '16'],
  // Whole numbers past 32 bits are cut off instead of stopping the program.
  ...['--enable', 'nontrapping-f2i'],
];

function kernelFiles() {
  return readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.as.ts'));
}

function assemblyScriptOf(name) {
  const own = new URL(name.replace(/\.ts$/u, '.as.ts'), folder);
  if (existsSync(own)) return readFileSync(own, 'utf8');
  const text = readFileSync(new URL(name, folder), 'utf8');
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true);
  return edited(text, editsOf(source));
}

/** Edits as [start, end, text], none inside another but for wrapping. */
function editsOf(source) {
  const edits = [];
  const wrap = (node) =>
    edits.push([node.getStart(), node.getStart(), 'unchecked('], [node.end, node.end, ')']);
  const visit = (node) => {
    if (ts.isImportDeclaration(node)) {
      edits.push([node.getStart(), node.end, importOf(node)]);
      return;
    }
    // `values[index]!` is what TypeScript asks for; that it is there is not checked in WASM.
    if (ts.isNonNullExpression(node)) {
      edits.push([node.end - 1, node.end, '']);
      if (!isAssigned(node)) wrap(node);
    }
    if (isElementAssignment(node)) wrap(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return edits;
}

function isAssignment(node) {
  return (
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
    node.operatorToken.kind <= ts.SyntaxKind.LastAssignment
  );
}
function isAssigned(node) {
  return isAssignment(node.parent) && node.parent.left === node;
}
function isElementAssignment(node) {
  if (!isAssignment(node)) return false;
  const target = ts.isNonNullExpression(node.left) ? node.left.expression : node.left;
  return ts.isElementAccessExpression(target);
}

/** Without types apart, without extensions, and without what is built in. */
function importOf({ importClause, moduleSpecifier }) {
  const from = moduleSpecifier.text.replace(/\.ts$/u, '');
  const { namedBindings } = importClause;
  if (ts.isNamespaceImport(namedBindings))
    return `import * as ${namedBindings.name.text} from '${from}';`;
  const names = namedBindings.elements
    .map(({ name }) => name.text)
    .filter((name) => !builtIn.has(name));
  return names.length === 0 ? '' : `import { ${names.join(', ')} } from '${from}';`;
}

function edited(text, edits) {
  // Where two begin at one place, the outer one was found first: it is put in last.
  const order = edits
    .map((edit, index) => ({ edit, index }))
    .sort(
      (a, b) =>
        b.edit[0] - a.edit[0] || (a.edit[2] === ')' ? a.index - b.index : b.index - a.index),
    );
  let result = text;
  for (const {
    edit: [start, end, by],
  } of order)
    result = result.slice(0, start) + by + result.slice(end);
  return result;
}

/**
 * Runs the module's set-up here and now, and keeps what it made: tables and objects that are there
 * from the start, at addresses that are constants to the compiler. Then optimises once more, with
 * functions put where they are called.
 */
function settled(code) {
  const module = binaryen.readBinary(code);
  module.setFeatures(features);
  const globals = globalsOf(module);
  for (const { name } of globals) module.addGlobalExport(name, `global ${name}`);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module.emitBinary()), {
    host: new Proxy({}, { get: () => () => 0 }),
    env: { abort: () => 0 },
  });
  for (const { name, type, mutable } of globals) {
    const { value } = exports[`global ${name}`];
    const constant = type === binaryen.f64 ? module.f64.const(value) : module.i32.const(value);
    module.removeExport(`global ${name}`);
    module.removeGlobal(name);
    module.addGlobal(name, type, mutable, constant);
  }
  module.setStart(module.addFunction('settled', binaryen.none, binaryen.none, [], module.nop()));
  module.setMemory(exports.memory.buffer.byteLength / 65536, 65536, null, [
    { passive: false, offset: module.i32.const(0), data: withoutEnd(exports.memory) },
  ]);
  binaryen.setOptimizeLevel(4);
  binaryen.setShrinkLevel(0);
  binaryen.setAlwaysInlineMaxSize(100);
  // More made the module larger and nothing faster.
  binaryen.setFlexibleInlineMaxSize(300);
  binaryen.setOneCallerInlineMaxSize(20000);
  binaryen.setAllowInliningFunctionsWithLoops(true);
  module.optimize();
  module.optimize();
  return module.emitBinary();
}

const features =
  binaryen.Features.BulkMemory |
  binaryen.Features.BulkMemoryOpt |
  binaryen.Features.NontrappingFPToInt |
  binaryen.Features.SignExt |
  binaryen.Features.MutableGlobals;

/** The module's own globals. */
function globalsOf(module) {
  return Array.from({ length: module.getNumGlobals() }, (_, index) =>
    binaryen.getGlobalInfo(module.getGlobalByIndex(index)),
  ).filter(({ module: from }) => from === '');
}

/** The bytes of a memory without the zeros at its end. */
function withoutEnd(memory) {
  const bytes = new Uint8Array(memory.buffer);
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end -= 1;
  return bytes.slice(0, end);
}

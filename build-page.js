// Joins the what-if page into one file of HTML. rolldown, as for the rest of the build: vite, with
// its plugin for single files, would bring it a second time and still leave the worker, its
// compression and the policy's hashes to be written here.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'rolldown';

/** What the page's cases stand on, and the sets of habits that uncertainty is drawn from. */
const scenarios = [
  'defaults.yaml',
  'reference-winter.yaml',
  'present-day.yaml',
  'omni-2021.yaml',
  'who-acts-when.yaml',
  'calibration/posterior.csv',
];

const root = import.meta.dirname;

/**
 * The page as one text.
 * @param {import('rolldown').Plugin[]} plugins that put the compiled kernel in place
 * @param {string} version of the package
 * @returns {Promise<string>}
 */
export async function buildPage(plugins, version) {
  const join = async (source, { format, minify, pure = [] }) => {
    const { output } = await build({
      cwd: root,
      input: path.join(root, source),
      write: false,
      platform: 'browser',
      plugins: [...plugins, scenarioTexts],
      resolve: { alias: { yaml: path.join(root, 'node_modules/yaml/browser/index.js') } },
      // A module of which nothing is used is left out, whatever it would set up: the page has no
      // kernel and no schema, its workers have.
      treeshake: {
        moduleSideEffects: (id) => id === path.join(root, source) || id.endsWith('web/no-eval.ts'),
        manualPureFunctions: pure,
      },
      output: { format, minify, codeSplitting: false },
    });
    return output[0].code.trim();
  };
  const [script, worker, shell] = await Promise.all([
    join('src/web/page.ts', { format: 'iife', minify: true, pure: ['z'] }),
    join('src/web/worker.ts', { format: 'iife', minify: true }),
    join('src/web/shell.ts', { format: 'esm', minify: false }),
  ]);
  // Either would end the script that stands in the page, or begin one in it.
  if (/<\/script|<!--/iu.test(script))
    throw new Error('the script of the page cannot stand in HTML as it is');
  const { loadedCases, pageHtml } = await import(
    `data:text/javascript;base64,${Buffer.from(shell).toString('base64')}`
  );
  // A page is the same whenever it is built: no time is kept in it.
  const packed = (text) => gzipSync(text, { level: 9 }).toString('base64');
  const parts = {
    script,
    worker: packed(worker),
    cases: packed(JSON.stringify(loadedCases())),
    version,
  };
  return pageHtml(parts, (text) => createHash('sha256').update(text).digest('base64'));
}

const scenarioTexts = {
  name: 'scenario-texts',
  transform(text, id) {
    if (!id.endsWith('web/scenario-texts.ts')) return null;
    const texts = scenarios.map((name) => [
      name,
      readFileSync(path.join(root, 'scenarios', name), 'utf8'),
    ]);
    return { code: text.replace('{}', () => JSON.stringify(Object.fromEntries(texts))), map: null };
  },
};

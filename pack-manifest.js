// What `npm pack` sends out is the package.json without what only a checkout can do: no scripts, so
// that nothing is built where the package is installed, and no packages for development. `strip`
// before packing, `restore` after it.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

const file = 'package.json';
const whole = '.package.json.whole';
const ofCheckout = ['scripts', 'devDependencies', 'overrides', 'knip'];

// A packing that was ended early has left it.
if (existsSync(whole)) renameSync(whole, file);
if (process.argv[2] === 'strip') {
  const text = readFileSync(file, 'utf8');
  const sent = Object.entries(JSON.parse(text)).filter(([key]) => !ofCheckout.includes(key));
  writeFileSync(whole, text);
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(sent), null, 2)}\n`);
}

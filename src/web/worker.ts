// The worker of the what-if page: a desk where its name says so, and one that runs replications
// otherwise.
import './no-eval.ts';
import { serveReplications } from '../experiment/page-workers.ts';
import { bestEngine } from '../simulation/kernel-builds.ts';
import { serveDesk } from './desk.ts';
import { deskName } from './desk-name.ts';

if ((globalThis as { readonly name?: string }).name === deskName) serveDesk();
else {
  // Compiled before the first job comes.
  bestEngine();
  serveReplications();
}

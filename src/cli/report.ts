// `offsupply report`: makes the report of a finished run again, and says where it is.
import { join, resolve } from 'node:path';
import { rebuildReport } from '../files/rebuild-report.ts';
import { exitCodes, type Host } from './host.ts';

export async function report(folder: string, host: Host): Promise<number> {
  const [page, ...pictures] = await rebuildReport(resolve(host.cwd, folder), host.files);
  host.stdout.write(`${join(folder, page!.path)}, with ${pictures.length} pictures beside it\n`);
  return exitCodes.done;
}

// The folder that a command's files go to, as the user names it.
import { join, parse } from 'node:path';
import { UsageError } from '../errors.ts';

/**
 * @param asked with --out; by default a folder in `output/`, of the scenario's name
 * @param ending of the default name
 * @throws UsageError where no folder is named
 */
export function outFolder(scenario: string, asked: string | undefined, ending = ''): string {
  if (asked !== undefined) {
    if (asked.trim() === '')
      throw new UsageError(
        '--out "": name a folder, such as output/mine; . is the folder you are in',
      );
    return asked;
  }
  const { name } = parse(scenario);
  if (/^\.*$/u.test(name))
    throw new UsageError(
      `${scenario} has no name to call its folder by: say with --out where the files go`,
    );
  return join('output', `${name}${ending}`);
}

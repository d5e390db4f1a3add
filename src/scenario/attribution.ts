// Marks titles and descriptions that a scenario inherits with the name of the file they come from,
// since they were written about that file's numbers.
import { fileName } from './files.ts';
import { isMap, type PlainMap } from './kind.ts';
import { policyMap } from './policy.ts';
import { noFailure } from './scenario.ts';

interface Source {
  readonly file: string;
  readonly value: unknown;
}

/**
 * The document with the file's name before every inherited description, and, if the title is
 * inherited, with a title that mentions changes.
 * @param sources the scenario's files, itself first
 * @param overridden key paths set by options, which are the user's own
 */
export function withAttribution(
  document: PlainMap,
  sources: readonly Source[],
  overridden: readonly string[],
): PlainMap {
  const isOverridden = (path: string): boolean => overridden.includes(path);
  const textOf = (value: unknown, path: string, says: (source: Source) => boolean): unknown => {
    const sayer = sources.find(says);
    if (typeof value !== 'string' || value.trim() === '' || isOverridden(path)) return value;
    return sayer === undefined || sayer === sources[0]
      ? value
      : `From ${fileName(sayer.file)}, which this scenario extends: ${value}`;
  };
  const policies = Object.entries(policyMap(document)).map(([id, policy]) => {
    if (id === noFailure || !('description' in policy)) return [id, policy] as const;
    const path = `policies.${id}.description`;
    const says = ({ value }: Source): boolean =>
      isMap(value) && isMap(value['policies']) && id in value['policies'];
    return [id, { ...policy, description: textOf(policy['description'], path, says) }] as const;
  });
  const says =
    (key: string) =>
    ({ value }: Source): boolean =>
      isMap(value) && key in value;
  const { title } = document;
  const isOwnTitle =
    typeof title !== 'string' ||
    isOverridden('title') ||
    [undefined, sources[0]].includes(sources.find(says('title')));
  return {
    ...document,
    ...(isOwnTitle ? {} : { title: `Changes to ${title}` }),
    description: textOf(document['description'], 'description', says('description')),
    ...(isMap(document['policies'])
      ? { policies: { ...document['policies'], ...Object.fromEntries(policies) } }
      : {}),
  };
}

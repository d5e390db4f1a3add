// Circles of imports: files that import each other, directly or through others.
import path from 'node:path';
import { importsOf, type SourceFile } from './source-files.ts';

/** Each circle once, as a list of its files: the strongly connected parts, by Tarjan's method. */
export function importCircles(files: readonly SourceFile[]): readonly (readonly string[])[] {
  const targets = new Map(files.map((file) => [file.path, targetsOf(file)]));
  const order = new Map<string, number>();
  const earliest = new Map<string, number>();
  const open: string[] = [];
  const circles: string[][] = [];
  const visit = (file: string): void => {
    order.set(file, order.size);
    earliest.set(file, order.get(file)!);
    open.push(file);
    for (const target of targets.get(file)!) {
      if (!targets.has(target)) continue;
      if (!order.has(target)) visit(target);
      // A file that is closed belongs to a part of its own.
      if (open.includes(target))
        earliest.set(file, Math.min(earliest.get(file)!, earliest.get(target)!));
    }
    if (earliest.get(file) !== order.get(file)) return;
    const part = open.splice(open.indexOf(file));
    if (part.length > 1 || targets.get(file)!.includes(file)) circles.push(part.sort());
  };
  for (const file of targets.keys()) if (!order.has(file)) visit(file);
  return circles;
}

const targetsOf = (file: SourceFile): readonly string[] =>
  importsOf(file.text)
    .filter((target) => target.startsWith('.'))
    .map((target) => path.posix.join(path.posix.dirname(file.path), target));

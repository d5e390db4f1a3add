// The values of a YAML map as its file writes them, with the comments beside them, in which a
// scenario states its sources.
import { isMap, isScalar, type Node, type Pair, type YAMLMap } from 'yaml';

export interface CommentedValue {
  /** `onboarding.pace` */
  readonly path: string;
  /** On one line, as its file writes it. */
  readonly value: string;
  /** The comments beside it; with those above its section unless it says where it is from. */
  readonly comment: string;
}

/** @param text that was parsed; none where it is no map */
export function commentedValues(
  contents: Node | null | undefined,
  text: string,
): readonly CommentedValue[] {
  return isMap(contents) ? withPages(valuesOf(contents, '', '', text)) : [];
}

function valuesOf(
  map: YAMLMap,
  prefix: string,
  inherited: string,
  text: string,
): readonly CommentedValue[] {
  return map.items.flatMap((pair: Pair, index) => {
    const key = pair.key as { value: unknown; commentBefore?: string | null };
    const before = key.commentBefore ?? (index === 0 ? map.commentBefore : undefined) ?? '';
    const path = prefix === '' ? String(key.value) : `${prefix}.${String(key.value)}`;
    const value = pair.value;
    if (isMap(value) && value.flow !== true)
      return valuesOf(value, path, [inherited, before].filter(Boolean).join(' '), text);
    const range = (value as { range?: [number, number, number] | null } | null)?.range;
    const written =
      range == null ? '' : text.slice(range[0], range[1]).replace(/\s+/gu, ' ').trim();
    const after =
      isScalar(value) || isMap(value)
        ? (value.comment ?? '')
        : ((value as { comment?: string } | null)?.comment ?? '');
    const own = [before, after].filter(Boolean).join(' ');
    return [
      {
        path,
        value: written,
        comment: tidy(saysWhere(own) ? own : [own, inherited].filter(Boolean).join(' · ')),
      },
    ];
  });
}

function saysWhere(comment: string): boolean {
  return /assumption|https?:/iu.test(comment);
}

/** Replaces "same page" or "as above" by the address of an earlier value. */
function withPages(values: readonly CommentedValue[]): readonly CommentedValue[] {
  let address = '';
  return values.map((one) => {
    const named = /https?:[^\s,;)]+/u.exec(one.comment)?.[0];
    if (named !== undefined) address = named;
    return saysWhere(one.comment) || !/same page|as above/u.test(one.comment)
      ? one
      : { ...one, comment: `${one.comment}: ${address}` };
  });
}

function tidy(comment: string): string {
  return comment.replace(/\s+/gu, ' ').trim();
}

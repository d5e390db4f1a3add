// Aliases of a YAML document, and the anchors they stand for.
import { visit, type Alias, type Document, type Node } from 'yaml';

/**
 * The node that each alias stands for: the last anchor of its name above it. Aliases without such
 * an anchor are absent.
 */
export function aliasTargets(document: Document.Parsed): ReadonlyMap<Alias, Node> {
  const anchored = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  visit(document, {
    Value(_, node) {
      if (node.anchor !== undefined) anchored.set(node.anchor, node);
    },
    Alias(_, alias) {
      const target = anchored.get(alias.source);
      if (target !== undefined) targets.set(alias, target);
    },
  });
  return targets;
}

/** Whether an alias is within what it stands for. */
export const holds = (target: Node, alias: Alias): boolean =>
  target.range != null &&
  alias.range != null &&
  target.range[0] <= alias.range[0] &&
  alias.range[1] <= target.range[1];

// 6. Why: the cause of spells, and which gate was shut where there was no channel.
import type { MetricName } from '../../../experiment/metrics.ts';
import { shutGateWords as shutGates, type ShutGate } from '../../../simulation/words.ts';
import { stackedBars, type BarPart, type BarRow } from '../../charts/bars.ts';
import { categoryColours, quietInk } from '../../charts/palette.ts';
import { markup } from '../../markup.ts';
import { shareText } from '../../number-text.ts';
import { seriesOf, type StyledPolicy } from '../policy-styles.ts';
import type { Figure } from '../figure.ts';
import { figureIn, summaryOf } from '../run-data.ts';
import type { ReportContext, Section } from '../section.ts';
import { countText } from '../words.ts';
import { barsOfParts } from '../../vega-lite.ts';

export function why(context: ReportContext): Section {
  return {
    id: 'why',
    title: 'Why they lose it',
    parts: [
      causes(context),
      ...(context.policyStyles.reference === undefined ? [] : [gates(context)]),
    ],
  };
}

const causeParts: readonly (BarPart & { readonly metric: MetricName })[] = [
  {
    metric: 'spells_no_channel',
    label: 'no channel: nobody could sell it credit',
    colour: categoryColours[0],
    dark: true,
  },
  {
    metric: 'spells_no_money',
    label: 'no money: waiting for it',
    colour: categoryColours[1],
    dark: false,
  },
  {
    metric: 'spells_not_noticed',
    label: 'not noticed in time, and all else',
    colour: categoryColours[3],
    dark: true,
    striped: true,
  },
];

function causes({ data, policyStyles }: ReportContext): Figure {
  const mean = (id: string, metric: MetricName): number =>
    figureIn(summaryOf(data, id, metric), 'mean').value;
  const rows = policyStyles.all.map((member): BarRow => ({
    label: member.label,
    bold: member === policyStyles.reference || member === policyStyles.best,
    values: causeParts.map(({ metric }) => mean(member.id, metric)),
    total: countText(mean(member.id, 'spells')),
  }));
  const share = ({ id }: StyledPolicy): string =>
    shareText(mean(id, 'spells_no_channel') / mean(id, 'spells')).replace(/\.\d/u, '');
  const { reference, best } = policyStyles;
  const title =
    reference === undefined
      ? `${share(policyStyles.ordinary)} of spells in ordinary life: nobody could sell the ` +
        'home credit'
      : best === undefined
        ? `${share(reference)} of spells under ${reference.label}: nobody could sell the ` +
          'home credit'
        : `${share(reference)} of spells under ${reference.label}, and ${share(best)} under ` +
          `${best.label}: nobody could sell the home credit`;
  return {
    chart: {
      name: 'causes',
      title,
      description: `Stacked bars, one a policy: spells by what caused them. ${rows
        .map(
          ({ label, values, total }) =>
            `${label}: ${total} spells, of them ` +
            `${causeParts.map((part, index) => `${countText(values[index]!)} ${part.label}`).join(', ')}.`,
        )
        .join(' ')}`,
      draw: (canvas) => stackedBars(causeParts, rows, canvas),
    },
    table: {
      head: ['Policy', 'No channel', 'No money', 'Not noticed', 'All spells'],
      rows: rows.map(({ label, values, total }) => [label, ...values.map(countText), total]),
    },
    specification: barsOfParts(
      seriesOf(policyStyles.all),
      causeParts.map(({ metric, label, colour }) => ({ id: metric, label, colour })),
      { url: 'summary.csv', by: 'metric', title: 'Interruptions' },
    ),
    sources: ['summary.csv'],
    note: markup`Mean number of spells; the cause is decided when supply is cut.`,
  };
}

const gateTexts: Readonly<Record<ShutGate, string>> = {
  vending: 'Vending: nobody sold top-ups for the failed supplier’s key',
  identifiers: 'Identifiers: moved to the SoLR, so DCC refused the failed supplier',
  certificates: 'Certificates: revoked, so DCC refused the failed supplier',
  'identifiers-certificates': 'Identifiers and certificates both, vending still open',
  'vending-identifiers': 'No top-ups on sale, and DCC rejects messages: identifiers moved',
  'vending-certificates': 'No top-ups on sale, and DCC rejects messages: certificates revoked',
  'vending-identifiers-certificates':
    'No top-ups on sale, and DCC rejects messages: identifiers moved, certificates revoked',
  'key-on-meter': 'Meter moved to the SoLR; household does not yet know how to top up',
  device: 'Key or card lost (legacy)',
};

interface GateKind extends BarPart {
  readonly gates: readonly ShutGate[];
}

/** Groups of gates in the chart; the table has every gate. */
const gateKinds: readonly GateKind[] = [
  { label: 'no top-ups on sale', gates: ['vending'], colour: categoryColours[1], dark: false },
  {
    label: 'DCC rejects messages',
    gates: ['identifiers', 'certificates', 'identifiers-certificates'],
    colour: categoryColours[2],
    dark: false,
  },
  {
    label: 'no top-ups on sale, and DCC rejects messages',
    gates: ['vending-identifiers', 'vending-certificates', 'vending-identifiers-certificates'],
    colour: categoryColours[0],
    dark: true,
  },
  {
    label: 'meter moved to the SoLR, home cannot pay it yet',
    gates: ['key-on-meter'],
    colour: categoryColours[3],
    dark: true,
  },
  { label: 'key or card lost', gates: ['device'], colour: quietInk, dark: true, striped: true },
];

function gates({ data, policyStyles }: ReportContext): Figure {
  const mean = (id: string, gate: ShutGate): number =>
    figureIn(
      data.spellGates.find((row) => row['policy'] === id && row['gate'] === gate),
      'mean',
    ).value;
  const reference = policyStyles.reference!;
  const meanOfKind = (id: string, kind: GateKind): number =>
    kind.gates.reduce((sum, gate) => sum + mean(id, gate), 0);
  const kinds = gateKinds.filter((kind) =>
    policyStyles.failures.some(({ id }) => meanOfKind(id, kind) > 0),
  );
  const rows = policyStyles.failures.map((member): BarRow => {
    const values = kinds.map((kind) => meanOfKind(member.id, kind));
    return {
      label: member.label,
      bold: member === reference || member === policyStyles.best,
      values,
      total: countText(values.reduce((sum, value) => sum + value, 0)),
    };
  });
  const used = shutGates.filter((gate) => mean(reference.id, gate) > 0);
  const all = used.reduce((sum, gate) => sum + mean(reference.id, gate), 0);
  const withVending = shutGates
    .filter((gate) => gate.startsWith('vending'))
    .reduce((sum, gate) => sum + mean(reference.id, gate), 0);
  return {
    chart: {
      name: 'gates',
      title:
        all === 0
          ? 'No spell began with every way to top up shut'
          : `Vending had ended in ${shareText(withVending / all).replace(/\.\d/u, '')} of ` +
            `the spells without a channel under ${reference.label}`,
      description: `Stacked bars, one a policy: spells that began with no channel open, by what was shut. ${rows
        .map(
          ({ label, values, total }) =>
            `${label}: ` +
            `${total}${values.length === 0 ? '' : ', of them ' + kinds.map((kind, index) => `${countText(values[index]!)} ${kind.label}`).join(', ')}.`,
        )
        .join(' ')}`,
      draw: (canvas) => stackedBars(kinds, rows, canvas),
    },
    table: {
      head: ['Gate that was shut', ...policyStyles.all.map(({ label }) => label)],
      rows: shutGates.map((gate) => [
        gateTexts[gate],
        ...policyStyles.all.map(({ id }) => countText(mean(id, gate))),
      ]),
    },
    specification: barsOfParts(
      seriesOf(policyStyles.failures),
      gateKinds.flatMap(({ gates: ids, label, colour }) =>
        ids.map((id) => ({ id, label, colour })),
      ),
      { url: 'spell-gates.csv', by: 'gate', title: 'Interruptions with no channel open' },
    ),
    sources: ['spell-gates.csv'],
    note: markup`Mean number of spells that began with no channel open, by what kept credit out at that minute.`,
  };
}

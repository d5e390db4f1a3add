// report.html and the picture files beside it: ten sections from a run's own files, one offline
// page without script. The same files give the same bytes.
import { chartFile } from '../charts/chart.ts';
import { markup, type Markup } from '../markup.ts';
import { reportPath } from '../file-names.ts';
import { numberText } from '../number-text.ts';
import { plainLabel } from '../text-columns.ts';
import { aboutScenario } from './about-scenario.ts';
import { policyStylesOf } from './policy-styles.ts';
import { chartPath, specificationFile, type ReportFile } from './figure.ts';
import { isFigure, pageText } from './page.ts';
import type { RunData } from './run-data.ts';
import type { Section } from './section.ts';
import { annex } from './sections/annex.ts';
import { answer } from './sections/answer.ts';
import { howLong } from './sections/how-long.ts';
import { howSure } from './sections/how-sure.ts';
import { policies } from './sections/policies.ts';
import { stories } from './sections/stories.ts';
import { throughTime } from './sections/through-time.ts';
import { whatItCosts } from './sections/costs.ts';
import { who } from './sections/who.ts';
import { why } from './sections/why.ts';

/**
 * The files of the report: the page, then its pictures.
 * @param sha256 of a text's UTF-8, in base64: the page allows its own style sheet by it, and no
 * other
 * @param vegaLite whether each picture has a specification beside it
 */
export function reportFiles(
  data: RunData,
  sha256: (text: string) => string,
  vegaLite: boolean,
): readonly ReportFile[] {
  const context = { data, policyStyles: policyStylesOf(data) };
  const sections = [
    answer,
    policies,
    throughTime,
    howLong,
    who,
    why,
    whatItCosts,
    howSure,
    stories,
    annex,
  ].map((make) => make(context));
  const figures = sections.flatMap(({ parts }) => parts.filter(isFigure));
  return [
    {
      path: reportPath,
      title: 'The report',
      description:
        'What happens under each policy, and how sure that is: one page without script, ' +
        'for reading offline.',
      text: page(data, sections, sha256),
    },
    ...figures.map(({ chart }) => ({
      path: chartPath(chart),
      title: chart.title,
      description: chart.description,
      text: chartFile(chart),
    })),
    ...(vegaLite ? figures.flatMap((figure) => specificationFile(figure) ?? []) : []),
  ];
}

const longestTitle = 200;

function page(
  data: RunData,
  sections: readonly Section[],
  sha256: (text: string) => string,
): string {
  const { facts } = data;
  const title = plainLabel(facts.scenario.title, longestTitle);
  const homes = numberText(facts.scenario.households, 0);
  return pageText(
    {
      documentTitle: `${title}: who loses supply, and what each policy changes`,
      kicker: 'Prepayment households when their supplier fails',
      heading: title,
      lead:
        'What happens to supply from day 0 until the Supplier of Last Resort has taken over ' +
        `the meters, and what each policy changes: a simulation of ${homes} households, ` +
        `${numberText(facts.replications, 0)} times over.`,
      about: aboutScenario(data),
      sections,
      skip: 'Skip to the answer',
      after: (index) => (index === 0 ? contents(sections) : undefined),
      footer:
        `Made by offsupply ${facts.version} from the files beside it. It holds no script and ` +
        'asks nothing of any network.',
    },
    sha256,
  );
}

/** The table of contents. It comes after the answer, which it does not list. */
function contents(sections: readonly Section[]): Markup {
  return markup`<nav aria-label="Contents"><h2>In this report</h2><ol>
${sections.map(({ id, title }) => markup`<li><a href="#${id}">${title}</a></li>\n`)}</ol></nav>
`;
}

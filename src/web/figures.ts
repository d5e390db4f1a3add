// The pictures of the page, in its order.

export const figures = [
  { name: 'through-time', title: 'Share of homes off supply over time' },
  { name: 'who', title: 'Who is off supply for a day or more because of the failure' },
  { name: 'how-long', title: 'How long homes are off at a time, ordinary life included' },
  { name: 'owed', title: 'What is owed, and what it costs' },
  { name: 'exposure', title: 'How long the failed supplier’s keys stay valid' },
] as const;

export type FigureName = (typeof figures)[number]['name'];
/** @throws where there is none of that name */
export const figureTitle = (name: FigureName): string =>
  figures.find((one) => one.name === name)!.title;

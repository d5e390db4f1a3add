// The shipped scenario files that the page stands on, by name. The build puts their texts in place
// (build-page.js).

export const scenarioTexts: Readonly<Record<string, string>> = {};

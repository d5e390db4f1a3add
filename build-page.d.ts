import type { Plugin } from 'rolldown';

/**
 * The what-if page as one text of HTML.
 * @param plugins that put the compiled kernel in place
 * @param version of the package
 */
export declare function buildPage(plugins: readonly Plugin[], version: string): Promise<string>;

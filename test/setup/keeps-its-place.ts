// For sources that are joined elsewhere: each goes on finding what lies beside it in `src`.
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'rolldown';

export const keepsItsPlace: Plugin = {
  name: 'keeps-its-place',
  transform: (text, id) =>
    text.includes('import.meta.url')
      ? { code: text.replaceAll('import.meta.url', `'${pathToFileURL(id).href}'`), map: null }
      : null,
};

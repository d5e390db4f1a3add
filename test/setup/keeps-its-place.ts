// For sources that are joined elsewhere: each goes on finding what lies beside it in `src`.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'rolldown';

export const keepsItsPlace: Plugin = {
  name: 'keeps-its-place',
  // What rolldown adds itself has no place.
  transform: (text, id) =>
    path.isAbsolute(id) && text.includes('import.meta.url')
      ? { code: text.replaceAll('import.meta.url', `'${pathToFileURL(id).href}'`), map: null }
      : null,
};

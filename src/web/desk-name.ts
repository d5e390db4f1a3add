// What the worker that loads scenarios is called.
export const deskName = 'desk';

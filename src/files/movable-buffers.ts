// Finds the buffers of a message, which are moved to the other thread instead of copied.

/** The buffers of all arrays in plain data, except memory that threads share. */
export function movableBuffers(data: unknown): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  const visit = (value: unknown): void => {
    if (ArrayBuffer.isView(value)) {
      if (value.buffer instanceof ArrayBuffer) buffers.add(value.buffer);
    } else if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit);
  };
  visit(data);
  return [...buffers];
}

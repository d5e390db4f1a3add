// CRC-32 (the polynomial of zip and PNG): tells torn and changed files; not a protection against forgery.

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit += 1) remainder = remainder & 1 ? 0xedb8_8320 ^ (remainder >>> 1) : remainder >>> 1;
  return remainder;
});

/** @param previous the checksum of the bytes before, to go on from */
export function checksum(bytes: Uint8Array, previous = 0): number {
  let remainder = ~previous;
  for (let index = 0; index < bytes.length; index += 1) {
    remainder = table[(remainder ^ bytes[index]!) & 0xff]! ^ (remainder >>> 8);
  }
  return ~remainder >>> 0;
}

// CRC-32 (the polynomial of zip and PNG): detects incomplete and changed files; no protection
// against forgery.

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit += 1)
    remainder = remainder & 1 ? 0xedb8_8320 ^ (remainder >>> 1) : remainder >>> 1;
  return remainder;
});

/** @param previous checksum of the bytes before these, which it continues */
export function checksum(bytes: Uint8Array, previous = 0): number {
  let remainder = ~previous;
  for (let index = 0; index < bytes.length; index += 1) {
    remainder = table[(remainder ^ bytes[index]!) & 0xff]! ^ (remainder >>> 8);
  }
  return ~remainder >>> 0;
}

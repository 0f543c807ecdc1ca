// Numbers that came as base64, byte by byte; a typed array over their buffer reads larger ones.

export const bytes = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));

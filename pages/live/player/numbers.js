// Numbers as people write them: three decimals, 10⁻⁸ rather than e-8.

const fine = new Intl.NumberFormat("en", { minimumFractionDigits: 3, maximumFractionDigits: 3 });
const RAISED = { "-": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹" };

// 0.0000000123 as 1.2·10⁻⁸.
export function power(value) {
  const [digits, exponent] = value.toExponential(1).split("e");
  return `${digits.replace("-", "−")}·10${[...String(+exponent)].map((sign) => RAISED[sign]).join("")}`;
}

// Any number in about six signs.
export function exact(value) {
  const size = Math.abs(value);
  return size !== 0 && (size < 0.001 || size >= 10000) ? power(value) : fine.format(value);
}

// A number in three digits.
export const short = (value) => value.toLocaleString("en", { maximumSignificantDigits: 3 }).replace("-", "−");

// A share as a percentage; 100 % only if it is all of it.
export const percent = (share) => `${share < 1 ? Math.min(99.9, 100 * share).toFixed(1) : 100} %`;

/** "12,50" as many write it is 12.50; what has both signs is left to its writer. */
export const withPoint = (text: string) => (/^-?\d+,\d+$/.test(text.trim()) ? text.replace(',', '.') : text)

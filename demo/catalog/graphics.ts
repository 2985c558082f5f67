import { type Article, articles } from './entry.ts'

const family = {
  categories: ['graphics', 'components', 'hardware'],
  cost: '0.81',
  unit: 'card',
  taxCategory: 'GOODS',
}

function card(
  code: string,
  name: string,
  euro: string,
  [gb, watts, length, slots]: [string, string, string, string],
): Article {
  const attributes = { gb, watts, length, slots }
  return [code, `${name}, ${gb} GB`, euro, { weight: '1.2', attributes }]
}

/** Memory, board power in watts, length in millimetres, slots taken. */
export const graphics = articles(family, [
  card('GPU-L400', 'Lumera L400 graphics card', '189.00', ['4', '50', '168', '1']),
  card('GPU-L1000', 'Lumera L1000 graphics card', '449.00', ['8', '70', '168', '1']),
  card('GPU-RT2000', 'Lumera RT 2000 graphics card', '729.00', ['16', '70', '168', '2']),
  card('GPU-RT4000', 'Lumera RT 4000 graphics card', '1390.00', ['20', '130', '241', '1']),
  card('GPU-RT4500', 'Lumera RT 4500 graphics card', '2390.00', ['24', '210', '267', '2']),
  card('GPU-RT5000', 'Lumera RT 5000 graphics card', '4290.00', ['32', '250', '267', '2']),
  card('GPU-RT6000', 'Lumera RT 6000 graphics card', '7190.00', ['48', '300', '267', '2']),
  card('GPU-RT6000M', 'Lumera RT 6000 Max graphics card', '8990.00', ['96', '450', '304', '2']),
  card('GPU-G16', 'Lumera G16 accelerator, passive', '2690.00', ['16', '75', '168', '1']),
  card('GPU-G48', 'Lumera G48 accelerator, passive', '8390.00', ['48', '350', '267', '2']),
])

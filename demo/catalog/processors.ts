import { type Article, articles } from './entry.ts'

const family = {
  categories: ['processors', 'components', 'hardware'],
  cost: '0.78',
  unit: 'piece',
  taxCategory: 'GOODS',
}

/** Cores, heat in watts, and whether it corrects memory errors; the models of the machines read these facts. */
function cpu(
  code: string,
  name: string,
  euro: string,
  [socket, cores, watts, ecc]: [string, string, string, '0' | '1'],
): Article {
  return [code, `${name}, ${cores} cores`, euro, { weight: '0.1', attributes: { socket, cores, watts, ecc } }]
}

export const processors = articles(family, [
  cpu('CPU-E2-4', 'Arcton E2 3.4 GHz', '129.00', ['CX1', '4', '35', '0']),
  cpu('CPU-E4-8', 'Arcton E4 3.8 GHz', '219.00', ['CX1', '8', '45', '0']),
  cpu('CPU-E6-12', 'Arcton E6 Pro 4.0 GHz', '339.00', ['CX1', '12', '65', '1']),
  cpu('CPU-A3-6', 'Arcton A3 4.2 GHz', '169.00', ['AX5', '6', '65', '0']),
  cpu('CPU-A5-8', 'Arcton A5 4.4 GHz', '289.00', ['AX5', '8', '65', '0']),
  cpu('CPU-A7-12', 'Arcton A7 Pro 4.5 GHz', '429.00', ['AX5', '12', '105', '1']),
  cpu('CPU-A9-16', 'Arcton A9 Pro 4.6 GHz', '619.00', ['AX5', '16', '170', '1']),
  cpu('CPU-W5-16', 'Arcton W5 4.2 GHz', '1190.00', ['MW6', '16', '240', '1']),
  cpu('CPU-W7-24', 'Arcton W7 4.1 GHz', '1890.00', ['MW6', '24', '280', '1']),
  cpu('CPU-W9-32', 'Arcton W9 4.0 GHz', '2890.00', ['MW6', '32', '350', '1']),
  cpu('CPU-W9-64', 'Arcton W9 3.4 GHz', '6390.00', ['MW6', '64', '350', '1']),
  cpu('CPU-W9-96', 'Arcton W9 Max 2.9 GHz', '9790.00', ['MW6', '96', '350', '1']),
  cpu('CPU-S4-12', 'Arcton S4 2.8 GHz', '690.00', ['SP9', '12', '125', '1']),
  cpu('CPU-S4-16', 'Arcton S4 2.9 GHz', '990.00', ['SP9', '16', '150', '1']),
  cpu('CPU-S6-24', 'Arcton S6 2.7 GHz', '1590.00', ['SP9', '24', '185', '1']),
  cpu('CPU-S6-32', 'Arcton S6 2.6 GHz', '2390.00', ['SP9', '32', '225', '1']),
  cpu('CPU-S8-48', 'Arcton S8 2.5 GHz', '4190.00', ['SP9', '48', '290', '1']),
  cpu('CPU-S8-64', 'Arcton S8 2.4 GHz', '5990.00', ['SP9', '64', '360', '1']),
  cpu('CPU-S8-96', 'Arcton S8 Max 2.2 GHz', '8990.00', ['SP9', '96', '400', '1']),
  cpu('CPU-S8-128', 'Arcton S8 Max 2.0 GHz', '11900.00', ['SP9', '128', '500', '1']),
])

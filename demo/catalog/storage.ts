import { type Article, articles } from './entry.ts'

const family = {
  categories: ['storage', 'components', 'hardware'],
  cost: '0.79',
  unit: 'piece',
  taxCategory: 'GOODS',
}

type Form = 'M.2' | '2.5"' | '3.5"'

function drive(
  code: string,
  name: string,
  euro: string,
  [form, gb, watts, sas]: [Form, string, string, '0' | '1'],
): Article {
  return [code, name, euro, { weight: form === '3.5"' ? '0.7' : '0.1', attributes: { form, gb, watts, sas } }]
}

export const storage = articles(family, [
  drive('SSD-M512', 'SSD 512 GB NVMe M.2', '79.00', ['M.2', '512', '6', '0']),
  drive('SSD-M1T', 'SSD 1 TB NVMe M.2', '129.00', ['M.2', '1000', '7', '0']),
  drive('SSD-M2T', 'SSD 2 TB NVMe M.2', '219.00', ['M.2', '2000', '8', '0']),
  drive('SSD-M4T', 'SSD 4 TB NVMe M.2', '429.00', ['M.2', '4000', '9', '0']),
  drive('SSD-M480E', 'SSD 480 GB M.2 boot drive, power-loss protection', '149.00', ['M.2', '480', '8', '0']),
  drive('SSD-S960', 'SSD 960 GB SATA 2.5", read-intensive', '189.00', ['2.5"', '960', '4', '0']),
  drive('SSD-S1T9', 'SSD 1.92 TB SATA 2.5", read-intensive', '329.00', ['2.5"', '1920', '4', '0']),
  drive('SSD-S3T8', 'SSD 3.84 TB SATA 2.5", read-intensive', '599.00', ['2.5"', '3840', '5', '0']),
  drive('SSD-X1T6', 'SSD 1.6 TB SAS 2.5", mixed use', '619.00', ['2.5"', '1600', '9', '1']),
  drive('SSD-X3T2', 'SSD 3.2 TB SAS 2.5", mixed use', '1090.00', ['2.5"', '3200', '10', '1']),
  drive('SSD-N3T8', 'SSD 3.84 TB NVMe U.2 2.5"', '649.00', ['2.5"', '3840', '14', '0']),
  drive('SSD-N7T6', 'SSD 7.68 TB NVMe U.2 2.5"', '1190.00', ['2.5"', '7680', '18', '0']),
  drive('SSD-N15T', 'SSD 15.36 TB NVMe U.2 2.5"', '2290.00', ['2.5"', '15360', '20', '0']),
  drive('HDD-4T', 'Hard disk 4 TB SATA 3.5", 7,200 rpm', '129.00', ['3.5"', '4000', '8', '0']),
  drive('HDD-8T', 'Hard disk 8 TB SATA 3.5", 7,200 rpm', '209.00', ['3.5"', '8000', '8', '0']),
  drive('HDD-12T', 'Hard disk 12 TB SATA 3.5", 7,200 rpm', '289.00', ['3.5"', '12000', '9', '0']),
  drive('HDD-X16T', 'Hard disk 16 TB SAS 3.5", 7,200 rpm', '389.00', ['3.5"', '16000', '10', '1']),
  drive('HDD-X22T', 'Hard disk 22 TB SAS 3.5", 7,200 rpm', '539.00', ['3.5"', '22000', '10', '1']),
])

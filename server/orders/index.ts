/** The face of orders: what accepted quotes become. */
export { convertToOrder, registerOrders } from './routes.ts'

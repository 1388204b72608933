// What the server writes for a name that nobody told: a source, a payment method, a product, an hour.
export const kNotTold = '-'

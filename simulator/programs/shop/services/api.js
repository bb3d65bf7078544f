// The shop's back end. The host must stand in Server Domains, or every call fails with error 4.
const BASE = 'https://api.shop.test';

function call(method, path, data) {
  const app = getApp();
  const headers = { 'content-type': 'application/json' };
  if (app && app.globalData.token) headers.authorization = `Bearer ${app.globalData.token}`;
  return new Promise((resolve, reject) => {
    my.request({
      url: BASE + path,
      method,
      headers,
      data,
      timeout: 8000,
      success: (res) => resolve(res.data),
      fail: (err) => reject(err),
    });
  });
}

/** The sentence a customer can do something with. */
export function sentence(err) {
  if (err.error === 4) return 'The address of the shop is not in Server Domains.';
  if (err.error === 13) return 'The shop did not answer in time.';
  if (err.error === 19) return (err.data && err.data.message) || 'The shop could not do this.';
  return err.errorMessage || 'The shop cannot be reached.';
}

export const listProducts = (category) =>
  call('GET', '/v1/products', category && category !== 'all' ? { category } : undefined);
export const getProduct = (id) => call('GET', `/v1/products/${id}`);
export const getSettings = () => call('GET', '/v1/settings');
export const createSession = (authCode) => call('POST', '/v1/session', { authCode });
export const createOrder = (lines) =>
  call('POST', '/v1/orders', { lines: lines.map((line) => ({ id: line.id, option: line.option, count: line.count })) });
export const getOrder = (id) => call('GET', `/v1/orders/${id}`);
export const listOrders = () => call('GET', '/v1/orders');
export const reportPayment = (id, resultCode) => call('POST', `/v1/orders/${id}/payment`, { resultCode });

import { createOrder, reportPayment, sentence } from './api';

/** Order, pay, tell the back end. Resolves with the order, or null when the customer went back. */
export function pay(lines) {
  my.showLoading({ content: 'Placing the order' });
  return createOrder(lines).then(
    (order) => {
      my.hideLoading();
      return new Promise((resolve) => {
        my.tradePay({
          tradeNO: order.tradeNO,
          success: (res) => {
            // A real back end hears of the payment from the payment service; this one is told by the program.
            reportPayment(order.orderId, res.resultCode).then(resolve, () => resolve(order));
          },
          fail: (err) => {
            my.showToast({ type: 'fail', content: sentence(err) });
            resolve(null);
          },
        });
      });
    },
    (err) => {
      my.hideLoading();
      my.showToast({ type: 'fail', content: sentence(err) });
      return null;
    },
  );
}

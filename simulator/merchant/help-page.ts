/** The help page the sample shop shows in a web-view; plain HTML without sub-resources. */
export const helpPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Help and returns</title>
<style>
  :root { color-scheme: light; font: 16px/1.6 -apple-system, "Segoe UI", Roboto, sans-serif; color: #1c2b33; background: #f6f4ef; }
  body { margin: 0; padding: 20px 18px 48px; }
  h1 { font-size: 26px; line-height: 1.2; margin: 8px 0 4px; }
  p.lead { margin: 0 0 20px; color: #55636a; }
  details { background: #fff; border-radius: 14px; padding: 14px 16px; margin: 10px 0; }
  summary { font-weight: 600; cursor: pointer; }
  details p { margin: 10px 0 0; color: #45535a; }
  a, button { display: inline-block; margin: 18px 8px 0 0; padding: 11px 20px; border: 0; border-radius: 24px; background: #0f766e; color: #fff; font: inherit; font-weight: 600; text-decoration: none; }
  a.quiet { background: #e3efed; color: #0b5c56; }
</style>
</head>
<body>
<h1>How can we help?</h1>
<p class="lead">This page lives on the merchant's server and is shown because its address is in WAP URLs.</p>
<details open><summary>When does my parcel leave?</summary><p>Within two days, with the morning boat. You get a line when it is on board.</p></details>
<details><summary>Can I send things back?</summary><p>Thirty days, unused, in any box. We pay the way back.</p></details>
<details><summary>How is my payment protected?</summary><p>The super app takes the payment. The shop only learns that it went through.</p></details>
<a class="quiet" href="/help/shipping">Shipping times</a>
<a href="https://elsewhere.test/">A page that is not listed</a>
</body>
</html>
`;

/** A second page under the same listed path. */
export const shippingPage = helpPage
  .replace("How can we help?", "Shipping times")
  .replace(
    '<a class="quiet" href="/help/shipping">Shipping times</a>',
    '<a class="quiet" href="/help">Back to help</a>',
  );

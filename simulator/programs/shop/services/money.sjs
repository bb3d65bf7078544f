// 1234567 cents -> "12,345.67"
function money(cents) {
  var whole = Math.floor(cents / 100);
  var rest = cents % 100;
  var text = '' + whole;
  var grouped = '';
  while (text.length > 3) {
    grouped = ',' + text.slice(text.length - 3) + grouped;
    text = text.slice(0, text.length - 3);
  }
  return text + grouped + '.' + (rest < 10 ? '0' : '') + rest;
}

export default { money };

Page({
  data: {
    names: ['home', 'location', 'gift', 'link', 'eye', 'good', 'like', 'lock_', 'mail_', 'key_', 'chat', 'file', 'people',
      'person', 'picture', 'qr', 'money', 'add', 'check', 'close', 'help', 'more', 'down', 'up', 'search', 'voice', 'download', 'edit_'],
  },
  copy(e) {
    const { name } = e.currentTarget.dataset;
    my.setClipboard({ text: name, success: () => my.showToast({ content: `${name} copied` }), fail() {} });
  },
});

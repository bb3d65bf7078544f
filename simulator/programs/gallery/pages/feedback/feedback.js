Page({
  data: { closable: true, modal: false, popup: false, popover: false, mainButton: { buttonText: 'Back to the list' } },
  toast() {
    my.showToast({ type: 'success', content: 'Understood' });
  },
  closeNotice() {
    this.setData({ closable: false });
  },
  openModal() {
    this.setData({ modal: true });
  },
  closeModal() {
    this.setData({ modal: false });
  },
  openPopup() {
    this.setData({ popup: true });
  },
  closePopup() {
    this.setData({ popup: false });
  },
  openPopover() {
    this.setData({ popover: true });
  },
  closePopover() {
    this.setData({ popover: false });
  },
});

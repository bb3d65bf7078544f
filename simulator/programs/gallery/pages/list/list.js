Page({
  data: {
    items: [
      { id: 1, name: 'Rosemary', note: 'Needs sun', thumb: '/assets/leaf.svg' },
      { id: 2, name: 'Fern', note: 'Needs shade', thumb: '/assets/leaf.svg' },
      { id: 3, name: 'Ivy', note: 'Needs nothing', thumb: '/assets/leaf.svg' },
    ],
    mails: [{ id: 'a', text: 'Invoice for September' }, { id: 'b', text: 'Boat timetable' }],
    right: [{ type: 'delete', text: 'Delete' }],
  },
  choose({ index }) {
    my.showToast({ content: this.data.items[index].name });
  },
  swiped({ index, done }) {
    this.setData({ mails: this.data.mails.filter((_, i) => i !== index) });
    if (done) done();
  },
});

Component({
  props: { title: '', tag: '', flush: false },
});

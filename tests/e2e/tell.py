"""What the demos share: steps, commands and mails as a person sees them."""
import os, sys, textwrap, time

from house import text_of

start = time.monotonic()
BOLD, DIM, END = ('\033[1m', '\033[2m', '\033[0m') if sys.stdout.isatty() \
    else ('', '', '')


def step(words):
    print('\n%s[%4.1f s] %s%s' % (BOLD, time.monotonic() - start, words, END),
          flush=True)


def says(who, words):
    print('    %s: %s' % (who, words), flush=True)


def command(h, *args):
    print('%s$ hark %s%s' % (DIM, ' '.join(args), END))
    print('    ' + h.run(*args).rstrip().replace('\n', '\n    '), flush=True)


def show_mail(m):
    width = 66
    print('    ┌' + '─' * width)
    for k in ('From', 'To', 'Subject'):
        print('    │ %s: %s' % (k, m[k]))
    print('    │')
    for line in text_of(m).rstrip().splitlines():
        for part in textwrap.wrap(line, width - 1) or ['']:
            print('    │ ' + part)
    print('    └' + '─' * width, flush=True)


def speak_as_here(h):
    """hark in the language of whoever watches."""
    h.env.update(LANG=os.environ.get('LANG', 'C.UTF-8'))
    h.env.pop('LC_ALL', None)


def farewell():
    print('''
Try it on a public profile, without account or token:

    build/release/hark scan https://mastodon.social/@Mastodon

How to install and configure it: README.md''', flush=True)

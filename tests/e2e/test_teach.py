"""Teaching the ear as an administrator does: audit, train, undo, explain."""
import os, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from house import House, Failed, main, text_of
from test_daemon import expect, has

OTHER = '@becker Der Strauß gestern war wie immer sehr gut.'


def unflagged(h, text):
    return [u for u in h.json('audit', '-n', '50') if text in u['text']]


def test_train():
    """a missed question is found, taught, rings; a wrong one is ended; undo"""
    h = House('teach')
    h.config()
    h.start_harkd()
    h.watch()
    h.polled()
    expect(h.json('train', '--list'), [], 'lessons')
    h.world('ask', who='Anna', text=OTHER)
    h.world('ask', who='Bea', text='@becker Habt ihr am Sonntag offen?')
    q = h.wait_question('Sonntag', 'waiting')['id']
    h.wait_mail()
    missed = unflagged(h, 'Strauß')
    if not missed:
        h.polled()
        missed = unflagged(h, 'Strauß')
    post = missed[0]['id']
    has(post, h.run('audit'))
    if unflagged(h, 'Sonntag'):
        raise Failed('what rings is in the sample')
    # What hark missed rings.
    has('request', h.run('train', post, 'request'))
    mine = h.wait_question('Strauß', 'waiting')['id']
    has('eingestuft', text_of(h.wait_mail()))
    expect(unflagged(h, 'Strauß'), [], 'taught, and in the sample')
    # What was none is ended.
    row = h.json('train', q, 'other')
    expect((row['id'], row['label'], row['was'], row['state'], row['learns']),
           (q, 'other', 'question', 'not-question', True))
    expect([w['id'] for w in h.json('list')], [mine], 'waiting')
    expect([l['id'] for l in h.json('train', '--list')], [q, post])
    has('Sonntag', h.run('train', '--list'))
    has('train', h.run('log'))
    # Taken back, the newest first.
    row = h.json('train', '--undo')
    expect((row['id'], row['state']), (q, 'waiting'))
    h.run('train', '--undo', post)
    expect([w['id'] for w in h.json('list')], [q], 'waiting')
    h.run('train', '--undo', rc=1)
    has('nothing', h.err)
    # The same by closing it.
    h.run('close', q, '--not-a-question')
    expect([l['id'] for l in h.json('train', '--list')], [q])
    h.run('train', q, 'dialogue', rc=2)
    has('written to you', h.err)
    h.run('train', q, 'nonsense', rc=2)
    h.run('train', q, rc=2)
    h.run('train', 'p-999999', 'other', rc=1)
    has('gelernt', h.run('train', '--undo', env={'LC_ALL': 'de_DE.UTF-8'}))
    h.stop_harkd()
    h.stop()


def test_explain():
    """classify: JSON for programs, words for people"""
    h = House('explain', network=False, smtp=False)
    text = 'Habt ihr am Sonntag offen?\nSuper, vielen Dank!\n\x1b[31mx\n'
    has('"label":"question"', h.run('classify', stdin=text))
    out = h.run('classify', '--explain', stdin=text)
    has('question', out)
    has('thanks', out)
    has('“Habt ihr”', out)
    if '\x1b' in out or '{' in out:
        raise Failed('not for people:\n' + out)
    has('Dank', h.run('classify', '--explain', stdin=text,
                      env={'LC_ALL': 'de_DE.UTF-8'}))
    expect(h.run('classify', '--explain', stdin=''), '')
    h.stop()


if __name__ == '__main__':
    main([test_train, test_explain])

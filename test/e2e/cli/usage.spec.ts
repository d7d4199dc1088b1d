import { cli } from '../../support/cli.terminal.js';

describe('the command line as such', () => {
  it('answers --help with all command groups and 0', async () => {
    const { code, stdout } = await cli(['--help']);
    expect(code).toBe(0);
    for (const group of ['tenant', 'server', 'operator', 'control']) expect(stdout).toContain(group);
  });

  it.each([
    ['an unknown command', ['tenant', 'fly']],
    ['an unknown option', ['tenant', 'list', '--loud']],
    ['a missing argument', ['tenant', 'create', 'Acme']],
    ['a number that is none', ['tenant', 'create', 'Acme', 'acme', 'a@acme.test', '--max-users', 'many']],
    [
      'a strategy that does not exist',
      ['tenant', 'create', 'Acme', 'acme', 'a@b.test', '--isolation', 'hope'],
    ],
    ['no command at all', []],
    ['a group without a command', ['tenant']],
  ])('answers %s with 2 and says so on stderr', async (_what, argv) => {
    const { code, stdout, stderr } = await cli(argv);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).not.toBe('');
  });

  it('prints errors as JSON on stderr with --json', async () => {
    const { code, stdout, stderr } = await cli(['tenant', 'list', '--loud', '--json']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(JSON.parse(stderr)).toEqual({ code: 'usage', message: expect.stringContaining('--loud') });
  });

  it('tells its version, and what may have been meant', async () => {
    expect(await cli(['--version'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
    expect((await cli(['tenant', 'lst'])).stderr).toContain('Did you mean list?');
    expect((await cli(['tenant', 'list', '--activ-only'])).stderr).toContain('Did you mean --active-only?');
  });

  it('prints no colours where no terminal is', async () => {
    const { stderr } = await cli(['tenant', 'fly']);
    expect(stderr).not.toContain('\u001B[');
  });
});

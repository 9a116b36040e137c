import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** One mail as the stand-in took it. */
export interface TakenMail {
  from: string;
  to: string[];
  /** Headers and body as they came, dots unstuffed. */
  message: string;
}

export interface SmtpStandIn {
  /** `smtp://127.0.0.1:port`. */
  url: string;
  port: number;
  mails: TakenMail[];
  close(): Promise<void>;
}

export interface SmtpFaults {
  /** Takes the connection and never says a word. */
  silent?: boolean;
  /** What it answers to a command, by its verb, in place of its own answer: `{ RCPT: '550 no such person' }`. */
  answers?: Readonly<Record<string, string>>;
  /** Sends one letter of each answer every so many milliseconds. */
  dripMs?: number;
}

/** A mail server that speaks as much of RFC 5321 as a sender needs, on a free port of this machine. */
export async function startSmtp(faults: SmtpFaults = {}): Promise<SmtpStandIn> {
  const mails: TakenMail[] = [];
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    if (!faults.silent) converse(socket, mails, faults);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `smtp://127.0.0.1:${port}`, port, mails, close };
}

function converse(socket: Socket, mails: TakenMail[], { answers = {}, dripMs = 0 }: SmtpFaults): void {
  let [from, to, data, rest] = ['', [] as string[], undefined as string[] | undefined, ''];
  const say = (line: string) => void (dripMs > 0 ? drip(socket, `${line}\r\n`, dripMs) : socket.write(`${line}\r\n`));
  const own = (verb: string, line: string): string => {
    if (verb === 'MAIL') [from, to] = [addressIn(line), []];
    if (verb === 'RCPT') to.push(addressIn(line));
    if (verb === 'DATA') data = [];
    return verb === 'DATA' ? '354 go on' : verb === 'EHLO' || verb === 'HELO' ? '250 stand-in' : verb === 'QUIT' ? '221 bye' : '250 ok';
  };
  const read = (line: string) => {
    if (data === undefined) {
      const verb = line.slice(0, 4).toUpperCase();
      return say(answers[verb] ?? own(verb, line));
    }
    if (line !== '.') return void data.push(line.replace(/^\./, ''));
    mails.push({ from, to, message: data.join('\r\n') });
    data = undefined;
    say(answers['.'] ?? '250 taken');
  };
  socket.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\r\n');
    rest = lines.pop() ?? '';
    for (const line of lines) read(line);
  });
  say('220 stand-in');
}

function addressIn(line: string): string {
  return /<([^>]*)>/.exec(line)?.[1] ?? '';
}

function drip(socket: Socket, text: string, everyMs: number): void {
  const letters = [...text];
  const timer = setInterval(() => (letters.length === 0 || socket.destroyed ? clearInterval(timer) : socket.write(letters.shift()!)), everyMs);
}

using System.Globalization;
using System.Text;
using Ichor.Linux;

namespace Ichor.Node;

/// <summary>
/// The socket to PID 1 over which the node says what services may count on. Without PID 1 at the other end (a test, a
/// developer's shell) everything said goes nowhere.
/// </summary>
internal sealed unsafe class InitChannel
{
    /// <summary>Where init says which descriptor it is.</summary>
    public const string Variable = "ICHOR_INIT_FD";

    /// <summary>One packet is one message; what is longer is not sent (bytes).</summary>
    private const int MaxMessage = 60_000;

    private readonly int _fd;
    private readonly Outbox? _outbox;
    private readonly HashSet<string> _reached = [];
    private bool _lost;

    private InitChannel(int fd, Outbox? outbox) => (_fd, _outbox) = (fd, outbox);

    /// <param name="loop">Where messages are received.</param>
    /// <param name="received">Takes what init says.</param>
    /// <param name="lost">Called when init will say nothing any more.</param>
    public static InitChannel Open(EventLoop loop, Action<string> received, Action lost)
    {
        var text = Environment.GetEnvironmentVariable(Variable);
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var fd))
            return new InitChannel(-1, null);
        Libc.Check(Libc.Fcntl(fd, Libc.F_SETFD, Libc.FD_CLOEXEC), "fcntl");     // children of ours have nothing to say to init
        return On(loop, fd, received, lost);
    }

    internal static InitChannel On(EventLoop loop, int fd, Action<string> received, Action lost)
    {
        var channel = new InitChannel(fd, new Outbox(loop, fd, int.MaxValue, Refused));
        IDisposable? watch = null;
        watch = loop.OnReadable(fd, () =>
        {
            if (channel.Receive(received))
                return;
            watch!.Dispose();
            channel._lost = true;
            lost();
        });
        return channel;
    }

    /// <summary>A variable for services that start from now on; null: as it was before the node set it.</summary>
    public void SetEnvironment(string name, string? value) =>
        Say($"environment {name}", value is null ? $"environment {name}" : $"environment {name}={value}");

    /// <summary>Services that wait for this may start. Said once.</summary>
    public void Reached(string condition)
    {
        if (_reached.Add(condition))
            Say($"condition {condition}");
    }

    /// <summary>A block of text for the consoles; as much of it as goes into a message.</summary>
    public void Console(string text) => Say("console", Beginning($"console {text}"));

    /// <summary>Asks for the last lines of a role, of all for the empty one; the answer comes as a message. Null, or why none will come.</summary>
    public string? AskLogs(string role)
    {
        if (_outbox is null)
            return "there is no init here that keeps log lines";
        if (role.Any(char.IsControl))
            return "the name of a role has no control characters";
        return !_lost && Say($"logs {role}") ? null : "init does not answer";
    }

    /// <summary>Asks for the states of the services, now and after each change.</summary>
    public void AskServices() => Say("services");

    public void Reboot() => Say("reboot");

    public void Poweroff() => Say("poweroff");

    private bool Say(string message) => Say(message, message);

    /// <summary>False when it will never reach init. Of one subject only the newest counts.</summary>
    private bool Say(string subject, string message)
    {
        if (_outbox is null)
            return true;
        var bytes = Encoding.UTF8.GetBytes(message);
        if (bytes.Length <= MaxMessage)
            return _outbox.Send(subject, bytes);
        Log.Error($"tell init '{PlainText.Of(subject, 80)}': {bytes.Length} bytes are more than {MaxMessage}");
        return false;
    }

    private static void Refused(string subject, int error) => Log.Warning($"tell init '{PlainText.Of(subject, 80)}': {Errno.Name(error)}");

    /// <summary>Whole lines.</summary>
    private static string Beginning(string text)
    {
        const string cut = "\n  ...\n\n";
        if (Encoding.UTF8.GetByteCount(text) <= MaxMessage)
            return text;
        var room = (MaxMessage - cut.Length) / 3;      // the most that a character takes
        var end = text.LastIndexOf('\n', room);
        return text[..(end < 0 ? room : end)] + cut;
    }

    /// <summary>False once the other end is gone.</summary>
    private bool Receive(Action<string> received)
    {
        // MSG_TRUNC tells the packet's true length.
        var length = Libc.Recv(_fd, null, 0, Libc.MSG_DONTWAIT | Libc.MSG_PEEK | Libc.MSG_TRUNC);
        if (length <= 0)
            return length < 0 && Libc.LastError is Errno.EAGAIN or Errno.EINTR;
        var buffer = new byte[length];
        fixed (byte* start = buffer)
            length = Libc.Recv(_fd, start, (nuint)buffer.Length, Libc.MSG_DONTWAIT);
        if (length > 0)
            received(Encoding.UTF8.GetString(buffer, 0, (int)length));
        return true;
    }
}

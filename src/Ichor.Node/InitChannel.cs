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

    /// <summary>One packet is one message; longer ones are cut by neither side, so they are not sent.</summary>
    private const int MaxMessage = 60_000;

    private readonly int _fd;
    private readonly HashSet<string> _reached = [];

    private InitChannel(int fd) => _fd = fd;

    public static InitChannel Open(EventLoop loop, Action<string> received)
    {
        var text = Environment.GetEnvironmentVariable(Variable);
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var fd))
            return new InitChannel(-1);
        Libc.Check(Libc.Fcntl(fd, Libc.F_SETFD, Libc.FD_CLOEXEC), "fcntl");     // children of ours have nothing to say to init
        var channel = new InitChannel(fd);
        IDisposable? watch = null;
        watch = loop.OnReadable(fd, () =>
        {
            if (!channel.Receive(received))
                watch!.Dispose();
        });
        return channel;
    }

    /// <summary>A variable for services that start from now on; null: as it was before the node set it.</summary>
    public void SetEnvironment(string name, string? value) => Send(value is null ? $"environment {name}" : $"environment {name}={value}");

    /// <summary>Services that wait for this may start. Said once.</summary>
    public void Reached(string condition)
    {
        if (!_reached.Contains(condition) && Send($"condition {condition}"))
            _reached.Add(condition);
    }

    /// <summary>A block of text for /dev/console.</summary>
    public void Console(string text) => Send($"console {text}");

    /// <summary>Asks for the last lines of a role, of all for the empty one; the answer comes as a message.</summary>
    public void AskLogs(string role) => Send($"logs {role}");

    /// <summary>Asks for the states of the services, now and after each change.</summary>
    public void AskServices() => Send("services");

    public void Reboot() => Send("reboot");

    public void Poweroff() => Send("poweroff");

    /// <summary>False when init did not take it.</summary>
    private bool Send(string message)
    {
        if (_fd < 0)
            return true;
        var bytes = Encoding.UTF8.GetBytes(message);
        if (bytes.Length > MaxMessage)
            bytes = bytes[..MaxMessage];
        fixed (byte* start = bytes)
            if (Libc.Send(_fd, start, (nuint)bytes.Length, Libc.MSG_NOSIGNAL | Libc.MSG_DONTWAIT) >= 0)
                return true;
        Log.Warning($"tell init '{message.Split(' ')[0]}': {Errno.Name(Libc.LastError)}");
        return false;
    }

    /// <summary>False once the other end is gone.</summary>
    private bool Receive(Action<string> received)
    {
        // MSG_TRUNC tells the packet's true length.
        var length = Libc.Recv(_fd, null, 0, Libc.MSG_DONTWAIT | Libc.MSG_PEEK | Libc.MSG_TRUNC);
        if (length <= 0)
            return length < 0 && Libc.LastError == Errno.EAGAIN;
        var buffer = new byte[length];
        fixed (byte* start = buffer)
            length = Libc.Recv(_fd, start, (nuint)buffer.Length, Libc.MSG_DONTWAIT);
        if (length > 0)
            received(Encoding.UTF8.GetString(buffer, 0, (int)length));
        return true;
    }
}

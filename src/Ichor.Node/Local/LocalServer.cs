using System.Text;
using Ichor.Api.Local;
using Ichor.Linux;

namespace Ichor.Node.Local;

/// <summary>The unix socket of the local API. Its file is readable by root alone.</summary>
internal sealed unsafe class LocalServer
{
    public const string DefaultPath = "/run/ichor/api.sock";

    /// <summary>More at once means that somebody forgets to hang up; the oldest habit of servers is to run out of descriptors.</summary>
    private const int MaxConnections = 64;

    private readonly EventLoop _loop;
    private readonly Func<LocalSession> _newSession;
    private readonly int _fd;
    private int _connections;

    public LocalServer(EventLoop loop, string path, Func<LocalSession> newSession)
    {
        _loop = loop;
        _newSession = newSession;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Delete(path);
        _fd = Libc.Check(Libc.Socket(Libc.AF_UNIX, Libc.SOCK_STREAM | Libc.SOCK_NONBLOCK | Libc.SOCK_CLOEXEC, 0), "socket");

        // struct sockaddr_un: family, then the path with its NUL (108 bytes).
        var address = stackalloc byte[110];
        *(ushort*)address = Libc.AF_UNIX;
        var length = Encoding.UTF8.GetBytes(path, new Span<byte>(address + 2, 107));
        Libc.Check(Libc.Bind(_fd, address, (uint)(2 + length + 1)), $"bind {path}");
        Libc.Check(Libc.ChMod(path, 0x180), $"chmod {path}");
        Libc.Check(Libc.Listen(_fd, 16), $"listen {path}");
        loop.OnReadable(_fd, Accept);
    }

    private void Accept()
    {
        var client = Libc.Accept4(_fd, null, null, Libc.SOCK_NONBLOCK | Libc.SOCK_CLOEXEC);
        if (client < 0)
            return;
        if (_connections >= MaxConnections)
        {
            Libc.Close(client);
            return;
        }
        _connections++;
        _ = new LocalConnection(_loop, client, _newSession(), () => _connections--);
    }
}

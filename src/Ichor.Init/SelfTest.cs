using System.Net;
using System.Net.Sockets;
using Ichor.Linux;
using Ichor.Linux.Processes;

namespace Ichor.Init;

/// <summary>The verb <c>self-test</c>: calls every family of functions once, in a root that holds nothing but this program.
/// A library loaded in secret, or a wrong errno, shows here and not on a machine.</summary>
public static unsafe class SelfTest
{
    static readonly (string Name, Action Check)[] Checks =
    [
        ("errno", ErrnoIsSet),
        ("clock", () => Require(Libc.BootTime() > TimeSpan.Zero, "boot time")),
        ("poll and timer", LoopTurns),
        ("pipe and files", PipeCarries),
        ("socketpair", PairCarries),
        ("netlink socket", () => _ = Libc.Close(Libc.Check(Libc.Socket(Libc.AF_NETLINK, Libc.SOCK_RAW, Libc.NETLINK_ROUTE), "netlink socket"))),
        ("udp socket", UdpCarries),
        ("spawn and reap", ChildIsReaped),
        ("mount refused", () => IsRefused(Libc.Mount("none", "/nowhere", "none", 0, null))),
        ("module refused", () => IsRefused(Libc.FInitModule(-1, "", 0))),
        ("environment", () => Require(Environment.GetEnvironmentVariables() is not null && Environment.ProcessId > 0, "environment")),
        ("thread", ThreadRuns),
        ("culture", () => Require($"{1234.5:0.0}" == "1234.5", "number format")),
    ];

    public static int Run()
    {
        var failed = 0;
        foreach (var (name, check) in Checks)
            failed += Passes(name, check) ? 0 : 1;
        Console.Out.WriteLine(failed == 0 ? "self-test: all passed" : $"self-test: {failed} failed");
        return failed == 0 ? 0 : 1;
    }

    static bool Passes(string name, Action check)
    {
        try
        {
            check();
            Console.Out.WriteLine($"self-test: {name}: ok");
            return true;
        }
        catch (Exception thrown)
        {
            Console.Out.WriteLine($"self-test: {name}: {thrown.GetType().Name}: {thrown.Message}");
            return false;
        }
    }

    static void Require(bool condition, string what)
    {
        if (!condition)
            throw new InvalidOperationException(what);
    }

    /// <summary>Which errno depends on privileges and kernel; 0 would mean that it comes from a second C library.</summary>
    static void IsRefused(int result)
    {
        var error = Libc.LastError;
        Require(result < 0 && error != 0, $"result {result}, {Errno.Name(error)}");
    }

    static void ErrnoIsSet()
    {
        var result = Libc.Open("/does/not/exist", Libc.O_RDONLY);
        Require(result < 0 && Libc.LastError == Errno.ENOENT, "open of a missing file did not give ENOENT");
    }

    static void LoopTurns()
    {
        using var loop = new EventLoop();
        loop.Arm(TimeSpan.FromMilliseconds(1), loop.Stop);
        loop.Run();
    }

    static void PipeCarries()
    {
        var ends = stackalloc int[2];
        Libc.Check(Libc.Pipe2(ends, Libc.O_CLOEXEC), "pipe2");
        Libc.Check(Libc.Write(ends[1], "ichor"u8), "write");
        Span<byte> received = stackalloc byte[8];
        Require(Libc.Read(ends[0], received) == 5 && received[..5].SequenceEqual("ichor"u8), "pipe content");
        _ = Libc.Close(ends[0]);
        _ = Libc.Close(ends[1]);
    }

    static void PairCarries()
    {
        var pair = stackalloc int[2];
        Libc.Check(Libc.SocketPair(Libc.AF_UNIX, Libc.SOCK_SEQPACKET | Libc.SOCK_CLOEXEC, 0, pair), "socketpair");
        byte sent = 42, received = 0;
        Libc.Check(Libc.Send(pair[0], &sent, 1, Libc.MSG_NOSIGNAL), "send");
        Require(Libc.Recv(pair[1], &received, 1, 0) == 1 && received == sent, "packet content");
        _ = Libc.Close(pair[0]);
        _ = Libc.Close(pair[1]);
    }

    static void UdpCarries()
    {
        using var receiver = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        receiver.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using var sender = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        sender.SendTo([7], receiver.LocalEndPoint!);
        receiver.ReceiveTimeout = 1000;
        var received = new byte[1];
        Require(receiver.Receive(received) == 1 && received[0] == 7, "datagram content");
    }

    static void ChildIsReaped()
    {
        // The child is this program with a role that does not exist: it ends with 64, without needing a shell.
        using var loop = new EventLoop();
        var reaper = new Reaper(loop);
        ChildExit? exit = null;
        reaper.Ended += ended =>
        {
            exit = ended;
            loop.Stop();
        };
        var ends = stackalloc int[2];
        Libc.Check(Libc.Pipe2(ends, Libc.O_CLOEXEC), "pipe2");
        var pid = Spawner.Spawn(new SpawnRequest(RunAs.Self, ["ichor", "no-such-role"], []) { Output = ends[1], Input = null });
        _ = Libc.Close(ends[1]);
        reaper.ChildStarted();
        loop.Arm(TimeSpan.FromSeconds(10), loop.Stop);
        loop.Run();
        Require(exit is { Status: 64 } && exit.Value.Pid == pid, $"child: {exit?.ToString() ?? "did not end"}");
        Span<byte> said = stackalloc byte[256];
        var length = Libc.Read(ends[0], said);
        _ = Libc.Close(ends[0]);
        Require(length > 0 && said[..length].IndexOf("no-such-role"u8) >= 0, "what the child wrote did not arrive");
    }

    static void ThreadRuns()
    {
        var ran = false;
        var thread = new Thread(() => ran = true, maxStackSize: 64 * 1024);
        thread.Start();
        thread.Join();
        Require(ran, "thread did not run");
    }
}

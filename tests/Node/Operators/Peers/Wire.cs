using System.Diagnostics;
using System.Runtime.InteropServices;
using Ichor.Linux;

namespace Ichor.Node.Tests.Operators.Peers;

/// <summary>
/// A cable between two network namespaces: c0 in that of the node's thread, which runs an event loop, and s0 in a named one
/// for real servers. Both go with the object.
/// </summary>
internal sealed partial class Wire : IDisposable
{
    public const string Link = "c0";
    public static readonly byte[] Mac = [2, 0, 0, 0, 0, 2];

    private const int CLONE_NEWNET = 0x40000000;
    private static int s_count;

    private readonly string _peer = $"ichor-test-{Environment.ProcessId}-{Interlocked.Increment(ref s_count)}";
    private readonly TaskCompletionSource<EventLoop> _running = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Peer> _peers = [];
    private readonly Thread _thread;

    private Wire()
    {
        _thread = new Thread(RunNode) { IsBackground = true, Name = "node" };
        Folder = Directory.CreateTempSubdirectory("ichor-wire-").FullName;
    }

    /// <summary>A folder for files of this test.</summary>
    public string Folder { get; }

    /// <summary>Index of c0; asked on the node's thread.</summary>
    public static int LinkIndex => (int)IfNameToIndex(Link);

    public EventLoop Loop => _running.Task.Result;

    /// <summary>Lays the cable, or skips the test where that cannot be.</summary>
    public static async Task<Wire> LayAsync(params string[] tools)
    {
        Requirement.Met(Libc.GetUid() == 0, "network namespaces need root");
        foreach (var tool in tools)
            Requirement.Met(IsInstalled(tool), $"{tool} is not installed");
        var wire = new Wire();
        try
        {
            Command("ip", $"netns add {wire._peer}");
            wire._thread.Start();
            await wire._running.Task;
        }
        catch
        {
            wire.Dispose();
            throw;
        }
        return wire;
    }

    static bool IsInstalled(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin").Any(folder => File.Exists(Path.Combine(folder, tool)));

    /// <summary>Runs something on the node's thread, in its namespace.</summary>
    public Task<T> OnNodeAsync<T>(Func<T> action)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Loop.Post(() =>
        {
            try
            {
                result.SetResult(action());
            }
            catch (Exception e)
            {
                result.SetException(e);
            }
        });
        return result.Task;
    }

    public Task IpOnNodeAsync(string arguments) => OnNodeAsync(() => Command("ip", arguments));

    /// <summary>Starts a server at the far end and waits for a line of its log.</summary>
    public async Task<Peer> StartPeerAsync(string command, string ready)
    {
        var peer = new Peer(_peer, command);
        _peers.Add(peer);
        await peer.SaysAsync(ready);
        return peer;
    }

    public void Dispose()
    {
        foreach (var peer in _peers)
            peer.Dispose();
        if (_running.Task.IsCompletedSuccessfully)
        {
            Loop.Stop();
            _thread.Join();
        }
        Command("ip", $"netns del {_peer}");
        Directory.Delete(Folder, recursive: true);
    }

    private void RunNode()
    {
        try
        {
            if (Unshare(CLONE_NEWNET) < 0)
                throw new LinuxException("unshare", Libc.LastError);
            var mac = string.Join(':', Mac.Select(b => b.ToString("x2")));
            Command("ip", $"link add {Link} address {mac} type veth peer name s0 address 02:00:00:00:00:01 netns {_peer}");
            Command("ip", $"-n {_peer} addr add 10.9.0.1/24 dev s0");
            Command("ip", $"-n {_peer} link set s0 up");
            Command("ip", $"-n {_peer} link set lo up");
            Command("ip", $"link set {Link} up");
        }
        catch (Exception e)
        {
            _running.SetException(e);
            return;
        }
        using var loop = new EventLoop();
        _running.SetResult(loop);
        loop.Run();
    }

    private static string Command(string program, string arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {arguments}: {errors}");
    }

    [LibraryImport("libc", EntryPoint = "if_nametoindex", StringMarshalling = StringMarshalling.Utf8)]
    private static partial uint IfNameToIndex(string name);

    [LibraryImport("libc", EntryPoint = "unshare", SetLastError = true)]
    private static partial int Unshare(int flags);
}

using System.CommandLine;
using System.Net.Sockets;
using Ichor.Api.Local;

namespace Ichor.Ctl;

/// <summary>Which node to talk to, and the way there.</summary>
public static class NodeSocket
{
    /// <summary>Environment variable that names the socket.</summary>
    public const string Variable = "ICHOR_SOCKET";

    /// <summary>A node that is there answers at once; one that boots, when it has booted.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public static Option<string?> Option { get; } = new("--socket")
    {
        Description = $"unix socket of the node's local API (default: ${Variable}, or the node that 'make run' started last)",
        Recursive = true,
    };

    /// <summary>Where <c>make run</c> leaves its node's socket: <c>out/run/api.sock</c> beside <c>out/bin</c>.</summary>
    public static string LastRun => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "run", "api.sock"));

    /// <summary>Runs a command against the node; what goes wrong is one line on standard error and exit code 1.</summary>
    public static async Task<int> UseAsync(ParseResult parsed, Func<LocalClient, Task> command, CancellationToken stopping)
    {
        var error = parsed.InvocationConfiguration.Error;
        try
        {
            await using var client = await ConnectAsync(Choose(parsed.GetValue(Option)), stopping);
            await command(client);
            return 0;
        }
        catch (Exception e) when (e is LocalApiException or IOException or SocketException or TimeoutException)
        {
            await error.WriteLineAsync($"ichorctl: {e.Message}");
            return 1;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return 0;                           // Ctrl-C is how a watch ends
        }
    }

    private static string Choose(string? given)
    {
        var path = given ?? Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrEmpty(path))
            return path;
        return File.Exists(LastRun)
            ? LastRun
            : throw new IOException($"no node to talk to: give --socket PATH, set ${Variable}, or start a node with 'make run' (looked for {LastRun})");
    }

    private static async Task<LocalClient> ConnectAsync(string path, CancellationToken stopping)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), stopping);
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            socket.Dispose();
            throw new IOException($"no node answers at {path}: {e.Message} (choose another with --socket PATH or ${Variable})", e);
        }
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(Patience);
        try
        {
            return await LocalClient.ConnectAsync(new NetworkStream(socket, ownsSocket: true), limit.Token);
        }
        catch (OperationCanceledException e) when (!stopping.IsCancellationRequested)
        {
            throw new TimeoutException($"the node at {path} did not answer within {Patience.TotalSeconds:0} s", e);
        }
    }
}

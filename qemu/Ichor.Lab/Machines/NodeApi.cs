using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Ichor.Api;
using Ichor.Api.Local;

namespace Ichor.Lab.Machines;

/// <summary>The node's local API over its virtio-serial port, in the words of tests.</summary>
/// <remarks>What is sent before the node has opened the port waits in QEMU. A node that was restarted ends the calls in flight.</remarks>
public sealed class NodeApi : IDisposable
{
    readonly Socket socket;
    readonly LocalClient client;

    NodeApi(Socket socket, LocalClient client) => (this.socket, this.client) = (socket, client);

    /// <summary>Connects and greets, which ends whatever an earlier client left running; completes when the node answers.</summary>
    public static async Task<NodeApi> ConnectAsync(string path)
    {
        var port = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await port.ConnectAsync(new UnixDomainSocketEndPoint(path));
            return new NodeApi(port, await LocalClient.ConnectAsync(new NetworkStream(port)));
        }
        catch
        {
            port.Dispose();
            throw;
        }
    }

    /// <summary>All items of a table.</summary>
    public async Task<IReadOnlyList<NodeResource>> GetAsync(string type) =>
        [.. (await Told(client.GetAsync(type))).Select(NodeResource.From)];

    /// <summary>Why an object is as it is.</summary>
    public async Task<JsonNode> ExplainAsync(string kind, string name) =>
        JsonNode.Parse((await Told(client.ExplainAsync(kind, name))).GetRawText())!;

    /// <summary>Hands over a config; the fields of <see cref="ChangeReport"/>.</summary>
    public async Task<JsonNode> ApplyAsync(string config, ChangeMode mode, TimeSpan? timeout = null, TimeSpan? grace = null, string name = "new.yaml") =>
        JsonNode.Parse((await Told(client.ApplyAsync(new(config, name, mode, timeout ?? ConfigChange.UsualTimeout, grace ?? ConfigChange.UsualGrace)))).GetRawText())!;

    /// <summary>Keeps the config that is on trial.</summary>
    public async Task<JsonNode> ConfirmAsync() => JsonNode.Parse((await Told(client.ConfirmAsync())).GetRawText())!;

    /// <summary>The log of all roles, or of one.</summary>
    public Task<IReadOnlyList<string>> LogsAsync(string? role = null) => Told(client.LogsAsync(role));

    /// <summary>Orders that are answered before they are carried out: reboot, poweroff.</summary>
    public Task OrderAsync(string verb) => verb == "reboot" ? client.RebootAsync() : client.PoweroffAsync();

    /// <summary>The table after each change, beginning with what it is now. Ends when the enumeration is left.</summary>
    public async IAsyncEnumerable<IReadOnlyCollection<NodeResource>> WatchAsync(
        string type, [EnumeratorCancellation] CancellationToken stopping = default)
    {
        var table = new SortedDictionary<string, NodeResource>(StringComparer.Ordinal);
        var complete = false;
        await foreach (var happened in client.WatchAsync(type, stopping: stopping))
        {
            if (happened.Event == "bootstrapped")
                complete = true;
            else if (happened.Event == "destroyed")
                table.Remove(happened.Item.Id);
            else
                table[happened.Item.Id] = NodeResource.From(happened.Item);
            if (complete)
                yield return [.. table.Values];
        }
    }

    /// <summary>The first item that fits, now or as soon as there is one.</summary>
    public async Task<NodeResource> EventuallyAsync(string type, Func<NodeResource, bool> match, CancellationToken stopping = default) =>
        (await EventuallyTableAsync(type, table => table.Any(match), stopping)).First(match);

    /// <summary>The table that fits as a whole, now or as soon as it does.</summary>
    public async Task<IReadOnlyCollection<NodeResource>> EventuallyTableAsync(
        string type, Func<IReadOnlyCollection<NodeResource>, bool> match, CancellationToken stopping = default)
    {
        while (true)
            try
            {
                await foreach (var table in WatchAsync(type, stopping))
                    if (match(table))
                        return table;
                throw new LabException($"the watch on {type} ended");
            }
            catch (LocalApiException lost) when (lost.Code == LocalErrors.Restarted)
            {
                // The node's process has been replaced behind the port; the new one tells the same.
            }
    }

    static async Task<T> Told<T>(Task<T> call)
    {
        try
        {
            return await call;
        }
        catch (LocalApiException refused)
        {
            throw new LabException($"node: {refused.Message}", refused);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => socket.Dispose();
}

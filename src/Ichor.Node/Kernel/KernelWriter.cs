using Ichor.Netlink;
using Ichor.Network;

namespace Ichor.Node.Kernel;

/// <summary>
/// Carries out operations, phase by phase and many in one message batch. A step that the kernel refuses drops the rest of
/// that object's chain and of no other. It edits no table: what came of it is what the kernel then notifies, or, of what it
/// does not notify, what is read again.
/// </summary>
internal sealed class KernelWriter(Observed observed, LinkDetails details) : IDisposable
{
    private readonly NetlinkSocket _socket = Open(details);
    private readonly OperationRequests _requests = new(observed, details.Generic);

    /// <summary>How many requests for changes were sent.</summary>
    public NetlinkCount Sent => _socket.Sent + details.Generic.Socket.Sent;

    /// <summary>What came of the chains, in their order.</summary>
    public IReadOnlyList<ChainOutcome> Run(IReadOnlyList<OperationChain> chains)
    {
        var running = chains.Select(chain => new Progress(chain)).ToList();
        foreach (var phase in Enum.GetValues<Phase>())
            while (true)
            {
                // One step of each chain at a time: the next must not be sent if this one is refused.
                var ready = running.Where(chain => chain.Next is { } next && next.Phase <= phase).ToList();
                if (ready.Count == 0)
                    break;
                ready.RemoveAll(chain => !Encode(chain));
                Send(_socket, ready.Where(chain => !chain.Request.IsGeneric).ToList());
                if (ready.Where(chain => chain.Request.IsGeneric).ToList() is { Count: > 0 } generic)
                    Send(details.Generic.Socket, generic);
            }
        return [.. running.Select(chain => chain.Outcome)];
    }

    /// <summary>Sends one request outside of any plan, such as a rename.</summary>
    public NetlinkError? Execute(NetlinkMessage message) => _socket.Execute(message);

    public void Dispose() => _socket.Dispose();

    private static NetlinkSocket Open(LinkDetails details)
    {
        var socket = NetlinkSocket.Open(NetlinkProtocol.Route);
        socket.Remarked = details.Remarks.Tell;
        return socket;
    }

    /// <summary>False when a request cannot even be written, which is this chain's trouble alone.</summary>
    private bool Encode(Progress chain)
    {
        try
        {
            chain.Request = _requests.For(chain.Next!);
        }
        catch (Exception e)     // a mistake of ours
        {
            chain.Request = new(IsGeneric: false, [], new NetlinkError(chain.Next!.ToString(), NetlinkErrno.EINVAL, $"{e.GetType().Name}: {e.Message}"));
        }
        if (chain.Request.Error is { } error)
            chain.StepDone(error);
        return chain.Request.Error is null;
    }

    /// <summary>An operation of several messages counts as refused when one of them is.</summary>
    private void Send(NetlinkSocket socket, List<Progress> steps)
    {
        var outcomes = socket.Execute([.. steps.SelectMany(step => step.Request.Messages)]);
        var first = 0;
        foreach (var step in steps)
        {
            NetlinkError? error = null;
            for (var last = first + step.Request.Messages.Count; first < last; first++)
                error ??= outcomes[first];
            WasSet(step.Next!, error);
            step.StepDone(error);
        }
    }

    /// <summary>Of some operations the kernel tells nobody. A part of them may be done even when it says no.</summary>
    private void WasSet(Operation operation, NetlinkError? error)
    {
        if (operation is SetEthernet ethernet)
            details.Touch(ethernet.Index);
        if (operation is not SetWireGuard tunnel)
            return;
        details.Touch(tunnel.Index);
        if (error is null)
            details.Tunnels.WasSet(tunnel);
    }
}

using Ichor.Netlink;
using Ichor.Netlink.Route;
using Ichor.Network;

namespace Ichor.Node.Kernel;

/// <summary>
/// Carries out operations, phase by phase and many in one message batch. A step that the kernel refuses drops the rest of
/// that object's chain and of no other. It edits no table: what came of it is what the kernel then notifies.
/// </summary>
internal sealed class KernelWriter(Observed observed) : IDisposable
{
    private readonly NetlinkSocket _socket = NetlinkSocket.Open(NetlinkProtocol.Route);

    /// <summary>The chains, each with its first error (null when all of it was done).</summary>
    public IReadOnlyList<(OperationChain Chain, NetlinkError? Error)> Run(IReadOnlyList<OperationChain> chains)
    {
        var running = chains.Select(chain => new Progress(chain)).ToList();
        foreach (var phase in Enum.GetValues<Phase>())
            while (true)
            {
                // One step of each chain at a time: the next must not be sent if this one is refused.
                var ready = running.Where(chain => chain.Next is { } next && next.Phase <= phase && Encode(chain)).ToList();
                if (ready.Count == 0)
                    break;
                var outcomes = _socket.Execute([.. ready.Select(chain => chain.Message!)]);
                for (var i = 0; i < ready.Count; i++)
                    ready[i].StepDone(outcomes[i]);
            }
        return [.. running.Select(chain => (chain.Chain, chain.Error))];
    }

    /// <summary>Sends one request outside of any plan, such as a rename.</summary>
    public NetlinkError? Execute(NetlinkMessage message) => _socket.Execute(message);

    public void Dispose() => _socket.Dispose();

    /// <summary>False when a request cannot even be written, which is a mistake of ours and this chain's alone.</summary>
    private bool Encode(Progress chain)
    {
        try
        {
            chain.Message = Encode(chain.Next!);
            return true;
        }
        catch (Exception e)
        {
            chain.StepDone(new NetlinkError(chain.Next!.ToString(), NetlinkErrno.EINVAL, $"{e.GetType().Name}: {e.Message}"));
            return false;
        }
    }

    private NetlinkMessage Encode(Operation operation) => operation switch
    {
        AddLink add => LinkRequests.Create(new NewLink
        {
            Name = add.Name,
            Kind = add.LinkKind,
            Settings = add.Settings,
            ParentIndex = add.Parent is { } parent ? observed.Link(parent)?.Index ?? 0 : 0,
            Address = add.HardwareAddress,
            Mtu = add.Mtu ?? 0,
            Group = Ownership.LinkGroup,
        }, IndexOf),
        DeleteLink delete => LinkRequests.Delete(new(delete.Index, delete.Name)),
        SetLinkSettings set => LinkRequests.Set(new(set.Index, set.Name), set.LinkKind, set.Settings, IndexOf),
        SetMtu set => LinkRequests.SetMtu(new(set.Index, set.Name), set.Mtu),
        SetHardwareAddress set => LinkRequests.SetAddress(new(set.Index, set.Name), set.HardwareAddress),
        SetMaster set => LinkRequests.SetMaster(new(set.Index, set.Name), set.Master is { } master ? Target(master) : null),
        SetUp set => LinkRequests.SetUp(new(set.Index, set.Name), set.Up),
        AddAddress add => AddressRequests.Replace(Address(add.Key, add.Spec), add.Key.Link),
        DeleteAddress delete => AddressRequests.Delete(new AddressMessage { Index = delete.LinkIndex, Address = delete.Key.Address }, delete.Key.Link),
        AddRoute add => RouteRequests.Replace(Route(add)),
        DeleteRoute delete => RouteRequests.Delete(Route(delete.Route)),
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "an operation without an encoding"),
    };

    private int? IndexOf(LinkName name) => observed.Link(name)?.Index;

    private LinkTarget Target(LinkName name) => new(IndexOf(name) ?? 0, name);

    private AddressMessage Address(AddressKey key, AddressSpec spec) => new()
    {
        Index = IndexOf(key.Link) ?? 0,
        Address = key.Address,
        Scope = (RouteScope)spec.Scope,
        Priority = spec.Metric,
        Protocol = Ownership.Protocol,
    };

    private RouteMessage Route(AddRoute add) => new()
    {
        Destination = add.Spec.Destination,
        Gateway = add.Spec.Gateway,
        OutIndex = add.Spec.Link is { } link ? IndexOf(link) ?? 0 : 0,
        Table = add.Spec.Table,
        Priority = add.Key.Metric,
        Protocol = Ownership.Protocol,
        Scope = add.Spec.Gateway is null ? RouteScope.Link : RouteScope.Global,
        PreferredSource = add.Spec.Source,
        Mtu = add.Spec.Mtu,
        Flags = add.OnLink ? RouteFlags.OnLink : RouteFlags.None,
    };

    private static RouteMessage Route(RouteStatus route) => new()
    {
        Destination = route.Destination,
        Gateway = route.Gateway,
        OutIndex = route.LinkIndex,
        Table = route.Table,
        Priority = route.Metric,
        Protocol = route.Protocol,
        Scope = (RouteScope)route.Scope,
        Type = (RouteType)route.Type,
    };
}

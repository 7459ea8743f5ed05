using Ichor.Config;
using Ichor.Linux;
using Ichor.Netlink;
using Ichor.Network;
using Ichor.Node.Operators;
using Ichor.Node.Status;
using Ichor.Protocols.Dhcp;
using Ichor.Protocols.Packets;

namespace Ichor.Node;

/// <summary>Starts, stops and feeds the operators that the plan wants: a DHCP client per link, while that link can carry packets.</summary>
internal sealed class OperatorHost(EventLoop loop, Observed observed, NodeCore core, Mistakes mistakes)
{
    private sealed record Running(OperatorSpec Spec, int LinkIndex, HardwareAddress Address, DhcpOperator Client);

    private readonly Dictionary<OperatorKey, Running> _running = [];

    /// <summary>The operators that run, for <c>get operators</c>.</summary>
    public IEnumerable<OperatorRow> Rows() => _running.Select(pair => new OperatorRow(
        pair.Key.ToString(),
        pair.Value.Client.State.Name,
        pair.Value.Client.Lease is { } lease ? $"{lease.Address}/{lease.PrefixLength}" : "",
        pair.Value.Client.Lease?.Server.ToString() ?? "",
        pair.Value.Client.Lease is { } held ? held.Duration is { } duration ? $"{duration}" : "never" : "",
        pair.Value.Client.Problem ?? ""));

    /// <summary>Brings what runs in line with the plan.</summary>
    public void Apply(Plan plan)
    {
        FollowNames(plan);
        foreach (var (key, running) in _running.ToList())
            if (!plan.Operators.ContainsKey(key) || !IsSameLink(running, key))
                mistakes.Try("operator", key.ToString(), () => Stop(key, running));
        foreach (var (key, wanted) in plan.Operators)
            if (observed.Link(key.Link) is { } link)
                mistakes.Try("operator", key.ToString(), () => Feed(key, wanted.Spec, link, plan.Hostname));
    }

    /// <summary>
    /// A link that got another name keeps its lease: the client of the new name takes it up as one of a process that was
    /// restarted does, so that nothing is withdrawn.
    /// </summary>
    private void FollowNames(Plan plan)
    {
        foreach (var (key, running) in _running.ToList())
            if (observed.Link(running.LinkIndex) is { } link && link.Name != key.Link && link.Address == running.Address
                && key with { Link = link.Name } is var renamed && plan.Operators.ContainsKey(renamed) && !_running.ContainsKey(renamed))
                mistakes.Try("operator", renamed.ToString(), () =>
                {
                    var lease = running.Client.Lease;
                    Stop(key, running);
                    new LeaseFile(DhcpOperatorSettings.DefaultLeaseFolder, link.Name.ToString(), MacAddress.FromBytes(running.Address.ToBytes())).Save(lease);
                    _running[renamed] = new(running.Spec, link.Index, running.Address, Start(renamed, running.Spec, link, running.Address, plan.Hostname));
                    if (lease is null)
                        core.SetLease(renamed, null);       // it has spoken: nothing of its past is left to wait for
                });
    }

    /// <summary>A bond may change its hardware address with its first port; a client that sends the old one gets no answers.</summary>
    private bool IsSameLink(Running running, OperatorKey key) =>
        observed.Link(running.LinkIndex) is { } link && link.Name == key.Link && link.Address == running.Address;

    private void Feed(OperatorKey key, OperatorSpec spec, LinkStatus link, (HostnameSpec Spec, Because Because) hostname)
    {
        _running.TryGetValue(key, out var running);
        if (running is null || !IsSameClient(running.Spec, spec))
        {
            if (!link.IsOperational || link.Address is not { } address)
                return;
            var held = running?.Client.Lease;
            running?.Client.Dispose();
            _running[key] = running = new(spec, link.Index, address, Start(key, spec, link, address, hostname));
            Bridge(key, running.Client, held);
        }
        running.Client.CarrierChanged(link.IsOperational);
    }

    /// <summary>
    /// What the last client had stays in use until this one has something, or until it would have expired: a machine config that
    /// asks for another client identifier must not cut the connection over which it came.
    /// </summary>
    private void Bridge(OperatorKey key, DhcpOperator client, DhcpLease? held)
    {
        void LetGo()
        {
            if (client.Lease is null && _running.TryGetValue(key, out var running) && running.Client == client)
                core.SetLease(key, null);
        }

        if (held is null)
            LetGo();        // it has spoken: nothing of its past is left to wait for
        else if (held.ExpiresAt is { } end)
            loop.Arm(end - loop.Now, LetGo);
    }

    private DhcpOperator Start(OperatorKey key, OperatorSpec spec, LinkStatus link, HardwareAddress address, (HostnameSpec Spec, Because Because) hostname) =>
        new(loop, link.Index, key.Link.ToString(), address.ToBytes(),
            // A name that this very client was given must not be sent back as ours.
            hostname.Because.Layer is Layer.Operator or Layer.Default ? null : hostname.Spec.Hostname,
            Identifier(spec, address),
            lease => core.SetLease(key, lease is null ? null : LeaseMapping.ToSpec(lease)),
            new DhcpOperatorSettings { Log = Log.Info, IsOurs = IsOurs, RequestHostname = !spec.IgnoreHostname });

    /// <summary>Metrics and the taking of routes are the planner's business, and no reason to ask the server again.</summary>
    private static bool IsSameClient(OperatorSpec left, OperatorSpec right) =>
        left.ClientIdentifier == right.ClientIdentifier && left.Duid == right.Duid && left.IgnoreHostname == right.IgnoreHostname;

    private static ClientIdentifier? Identifier(OperatorSpec spec, HardwareAddress address) => spec.ClientIdentifier switch
    {
        DhcpClientIdentifier.None => null,
        DhcpClientIdentifier.Duid => ClientIdentifier.FromBytes(spec.Duid.AsSpan()),
        _ => ClientIdentifier.FromMac(MacAddress.FromBytes(address.ToBytes())),
    };

    private bool IsOurs(MacAddress address) => observed.Links.Any(link => link.Address?.ToString() == address.ToString());

    private void Stop(OperatorKey key, Running running)
    {
        _running.Remove(key);
        core.DropLease(key);
        running.Client.Dispose();
    }
}

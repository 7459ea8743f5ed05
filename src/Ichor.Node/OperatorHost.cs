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
/// <param name="loop">Where they live.</param>
/// <param name="observed">The links.</param>
/// <param name="core">Takes what they get.</param>
/// <param name="mistakes">Keeps one that fails from the others.</param>
/// <param name="clock">The time of day, for those who read when a lease ends.</param>
internal sealed class OperatorHost(EventLoop loop, Observed observed, NodeCore core, Mistakes mistakes, TimeProvider clock)
{
    private sealed record Running(OperatorSpec Spec, int LinkIndex, HardwareAddress Address, DhcpOperator Client);

    private readonly Dictionary<OperatorKey, Running> _running = [];
    private readonly Dictionary<OperatorKey, string> _impossible = [];
    private readonly TimeOfDay _timeOfDay = new(() => loop.Now, clock);
    private string? _hostname;

    /// <summary>The operators that run, for <c>get operators</c>.</summary>
    public IEnumerable<OperatorRow> Rows() => _running.Select(pair => OperatorRow.Of(pair.Key, pair.Value.Client, _timeOfDay))
        .Concat(_impossible.Where(pair => !_running.ContainsKey(pair.Key)).Select(pair => new OperatorRow(pair.Key.ToString(), "impossible") { Problem = pair.Value }));

    /// <summary>Operators that can never speak, and those that get nowhere.</summary>
    public IEnumerable<Condition> Conditions =>
    [
        .. _impossible.Select(pair => Failed(pair.Key, pair.Value)),
        .. from pair in _running
           where !_impossible.ContainsKey(pair.Key) && (pair.Value.Client.Fault ?? pair.Value.Client.Conflict) is not null
           select Failed(pair.Key, (pair.Value.Client.Fault ?? pair.Value.Client.Conflict)!),
    ];

    /// <summary>Brings what runs in line with the plan.</summary>
    public void Apply(Plan plan)
    {
        // A name that a client of ours was given must not be sent back as ours.
        _hostname = plan.Hostname.Because.Layer is Layer.Operator or Layer.Default ? null : plan.Hostname.Spec.Hostname;
        FollowNames(plan);
        foreach (var (key, running) in _running.ToList())
            if (!plan.Operators.ContainsKey(key) || !IsSameLink(running, key))
                mistakes.Try("operator", key.ToString(), () => Stop(key, running));
        foreach (var key in _impossible.Keys.Where(key => !plan.Operators.ContainsKey(key) || observed.Link(key.Link) is null).ToList())
            Forgive(key);
        foreach (var (key, wanted) in plan.Operators)
            if (observed.Link(key.Link) is { } link)
                mistakes.Try("operator", key.ToString(), () => Feed(key, wanted.Spec, link));
    }

    private static Condition Failed(OperatorKey key, string why) => new(new ObjectKey("operator", key.ToString()), ConditionState.Failed, why, null);

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
                    _running[renamed] = new(running.Spec, link.Index, running.Address, Start(renamed, running.Spec, link, running.Address));
                    if (lease is null)
                        core.SetLease(renamed, null);       // it has spoken: nothing of its past is left to wait for
                });
    }

    private bool IsSameLink(Running running, OperatorKey key) => observed.Link(running.LinkIndex) is { } link && link.Name == key.Link;

    private void Feed(OperatorKey key, OperatorSpec spec, LinkStatus link)
    {
        _running.TryGetValue(key, out var running);
        // A bond may change its hardware address with its active port, and a client that sends the old one gets no answers.
        if (running is null || !IsSameClient(running.Spec, spec) || running.Address != link.Address)
        {
            if (DhcpAbility.WhyNot(link, spec) is { } reason)
                Refuse(key, running, reason);
            else if (link is { IsOperational: true, Address: { } address })
            {
                Forgive(key);
                var held = running?.Client.Lease;
                running?.Client.Dispose();
                _running[key] = running = new(spec, link.Index, address, Start(key, spec, link, address));
                Bridge(key, running.Client, held);
            }
        }
        if (running is null)
            return;
        running.Client.CarrierChanged(link.IsOperational);
        running.Client.TellName();
    }

    /// <summary>
    /// Who can never speak is as one that has spoken and has nothing: silence holds back every delete. A client that runs already
    /// stays: a wish that cannot be is no reason to lose an address.
    /// </summary>
    private void Refuse(OperatorKey key, Running? running, string reason)
    {
        if (_impossible.GetValueOrDefault(key) == reason)
            return;
        Log.Warning($"{key}: {reason}");
        _impossible[key] = reason;
        if (running is null)
            core.SetLease(key, null);
    }

    private void Forgive(OperatorKey key)
    {
        if (_impossible.Remove(key) && !_running.ContainsKey(key))
            core.DropLease(key);
    }

    /// <summary>
    /// What the last client had stays in use until this one has something, or until it would have expired: a machine config that
    /// asks for another client identifier must not cut the connection over which it came, nor a bond that fails over its own.
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

    private DhcpOperator Start(OperatorKey key, OperatorSpec spec, LinkStatus link, HardwareAddress address) =>
        new(loop, link.Index, key.Link.ToString(), address.ToBytes(), () => _hostname, Identifier(spec, address),
            lease => core.SetLease(key, lease is null ? null : LeaseMapping.ToSpec(lease)),
            new DhcpOperatorSettings { Log = Log.Info, IsOurs = IsOurs, RequestHostname = !spec.IgnoreHostname, Troubled = core.Changed });

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

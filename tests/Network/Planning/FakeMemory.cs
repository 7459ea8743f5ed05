using Ichor.Netlink;

namespace Ichor.Network.Tests.Planning;

/// <summary>What the node remembers of links before it changes them for the first time (AsFound of Ichor.Node).</summary>
internal sealed class FakeMemory
{
    private const uint EthernetMtu = 1500;

    private readonly Dictionary<int, LinkSpec> _links = [];
    private readonly Dictionary<LinkName, uint> _made = [];

    public void Remember(Plan plan, Observed observed)
    {
        foreach (var operation in plan.Operations)
            if (operation is AddLink { Mtu: not null } add)
                _made[add.Name] = add.Parent is { } parent && observed.Link(parent) is { } below ? below.Mtu : EthernetMtu;
            else if (operation is SetMtu mtu)
                Keep(mtu.Index, observed, (spec, link) => spec with { Mtu = spec.Mtu ?? link.Mtu });
            else if (operation is SetHardwareAddress address)
                Keep(address.Index, observed, (spec, link) => spec with { HardwareAddress = spec.HardwareAddress ?? link.OwnAddress });
    }

    public IReadOnlyDictionary<LinkName, LinkSpec> AsFound(Observed observed)
    {
        foreach (var (name, mtu) in _made.ToList())
            if (observed.Link(name) is { } link && _made.Remove(name))
                _links[link.Index] = new LinkSpec { Mtu = mtu };
        return _links.Where(pair => observed.Link(pair.Key) is not null).ToDictionary(pair => observed.Link(pair.Key)!.Name, pair => pair.Value);
    }

    private void Keep(int index, Observed observed, Func<LinkSpec, LinkStatus, LinkSpec> add)
    {
        if (observed.Link(index) is { } link)
            _links[index] = add(_links.GetValueOrDefault(index) ?? new LinkSpec(), link);
    }
}

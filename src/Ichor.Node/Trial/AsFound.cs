using System.Text;
using Ichor.Config;
using Ichor.Netlink;
using Ichor.Network;
using Ichor.Node.State;

namespace Ichor.Node.Trial;

/// <summary>
/// Remembers how links were before they were changed for the first time, by index, so that a rename does not matter and a new
/// link of an old name is not taken for it. All but settings of virtual links also for the next life of the process.
/// </summary>
internal sealed class AsFound
{
    private const string Name = "links.before";

    /// <summary>What an Ethernet link has unless somebody says otherwise (bytes; ETH_DATA_LEN of if_ether.h).</summary>
    private const uint EthernetMtu = 1500;

    private readonly StateFolder _folder;
    private readonly Dictionary<int, LinkSpec> _links = [];
    private readonly Dictionary<LinkName, uint> _created = [];

    public AsFound(StateFolder folder)
    {
        _folder = folder;
        foreach (var line in folder.Read(Name) is { } bytes ? Encoding.UTF8.GetString(bytes).Split('\n') : [])
            if (AsFoundLine.Read(line) is var (index, spec))
                _links[index] = spec;
    }

    /// <summary>To be called before the operations are carried out: the mirror still has what was.</summary>
    public void Remember(IEnumerable<OperationChain> chains, Observed observed)
    {
        var changed = false;
        foreach (var operation in chains.SelectMany(chain => chain.Operations))
            changed |= operation switch
            {
                AddLink { Mtu: not null } add => Created(add, observed),
                SetMtu set => Keep(set.Index, observed, (spec, link) => spec with { Mtu = spec.Mtu ?? link.Mtu }),
                SetHardwareAddress set => Keep(set.Index, observed, (spec, link) => spec with { HardwareAddress = spec.HardwareAddress ?? link.OwnAddress }),
                SetMulticast set => Keep(set.Index, observed, (spec, link) => spec with { Multicast = spec.Multicast ?? link.Multicast }),
                SetEthernet set => Keep(set.Index, observed, (spec, link) => link.Ethernet is { } was ? spec with { Ethernet = WithEthernet(spec.Ethernet, set.Change, was) } : spec),
                SetLinkSettings set => Keep(set.Index, observed, (spec, link) => WithSettings(spec, set, link)),
                _ => false,
            };
        if (changed)
            Write();
    }

    /// <summary>Of the links that are there.</summary>
    public IReadOnlyDictionary<LinkName, LinkSpec> Specs(Observed observed)
    {
        foreach (var (name, mtu) in _created.ToList())
            if (observed.Link(name) is { } link && _created.Remove(name))
                _links[link.Index] = new LinkSpec { Mtu = mtu };
        foreach (var index in _links.Keys.Where(index => observed.Link(index) is null).ToList())
            _links.Remove(index);
        return _links.ToDictionary(pair => observed.Link(pair.Key)!.Name, pair => pair.Value);
    }

    /// <summary>A link that is made with an MTU would have had that of what it is on.</summary>
    private bool Created(AddLink add, Observed observed)
    {
        _created[add.Name] = add.Parent is { } parent && observed.Link(parent) is { } below ? below.Mtu : EthernetMtu;
        return false;
    }

    private bool Keep(int index, Observed observed, Func<LinkSpec, LinkStatus, LinkSpec> add)
    {
        if (observed.Link(index) is not { } link)
            return false;
        var before = _links.GetValueOrDefault(index);
        return (_links[index] = add(before ?? new LinkSpec(), link)) != before;
    }

    private static LinkSpec WithSettings(LinkSpec spec, SetLinkSettings set, LinkStatus link)
    {
        var settings = spec.Settings;
        foreach (var (setting, _) in set.Settings.Entries)
            if (!settings.TryGet(setting, out _) && link.Settings.TryGet(setting, out var was))
                settings = settings.With(setting, was);
        return spec with { Settings = settings };
    }

    /// <summary>Of what is about to change, what it was; what is known from an earlier change stays.</summary>
    private static EthernetSpec WithEthernet(EthernetSpec? known, EthernetSpec change, EthernetStatus was)
    {
        var found = new EthernetSpec
        {
            Rings = Of(change.Rings, was.Rings),
            Features = Of(change.Features, was.Features),
            Channels = Of(change.Channels, was.Channels),
            WakeOnLan = change.WakeOnLan is null ? null : was.WakeOnLan,
        };
        return known is null ? found : found.Overlay(known);
    }

    private static ValueList<EthernetSetting<T>> Of<T>(ValueList<EthernetSetting<T>> changed, ValueList<EthernetSetting<T>> was) =>
        EthernetSpec.Table(was.Where(entry => changed.Any(change => change.Name == entry.Name)));

    private void Write()
    {
        try
        {
            _folder.Write(Name, Encoding.UTF8.GetBytes(string.Concat(_links.Select(pair => AsFoundLine.Of(pair.Key, pair.Value) + "\n"))));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.Warning($"{_folder.Path}: {e.Message}");
        }
    }
}

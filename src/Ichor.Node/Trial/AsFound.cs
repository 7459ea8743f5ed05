using System.Globalization;
using System.Text;
using Ichor.Netlink;
using Ichor.Network;
using Ichor.Node.State;

namespace Ichor.Node.Trial;

/// <summary>
/// Remembers how links were before they were changed for the first time, by index, so that a rename does not matter and a new
/// link of an old name is not taken for it. MTU and hardware address also for the next life of the process.
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
            if (line.Split(' ') is [var index, var mtu, var address] && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                _links[number] = new LinkSpec
                {
                    Mtu = uint.TryParse(mtu, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0 ? size : null,
                    HardwareAddress = HardwareAddress.TryParse(address, out var parsed) ? parsed : null,
                };
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

    private void Write()
    {
        try
        {
            _folder.Write(Name, Encoding.UTF8.GetBytes(string.Concat(_links.Select(pair =>
                string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value.Mtu ?? 0} {pair.Value.HardwareAddress?.ToString() ?? "-"}\n")))));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.Warning($"{_folder.Path}: {e.Message}");
        }
    }
}

using Ichor.Config;
using Ichor.Netlink;
using Ichor.Netlink.Links;

namespace Ichor.Network;

/// <summary>Links as wished and as they are, indexed once per pass so that a thousand of them stay cheap.</summary>
internal sealed class LinkView
{
    private readonly Dictionary<int, List<LinkStatus>> _ports = [];
    private readonly Dictionary<LinkName, List<LinkName>> _wishedPorts = [];
    private readonly HashSet<string> _aliases = new(StringComparer.Ordinal);
    private readonly HashSet<string> _setByFile = new(StringComparer.Ordinal);

    /// <param name="wished">What is wished of links.</param>
    /// <param name="observed">Links as they are.</param>
    /// <param name="parameters">Files below /sys that the config writes by itself.</param>
    public LinkView(IReadOnlyDictionary<LinkName, Merged<LinkName, LinkSpec>> wished, Observed observed, IEnumerable<KernelParameter>? parameters = null)
    {
        Wished = wished;
        Observed = observed;
        foreach (var parameter in parameters ?? [])
            if (parameter.Path.Split('/') is ["class", "net", var link, ..])
                _setByFile.Add(link);
        foreach (var link in observed.Links)
            if (link.MasterIndex != 0)
                AddTo(_ports, link.MasterIndex, link);
        foreach (var (name, merged) in wished)
        {
            if (merged.Spec.Master is { } master)
                AddTo(_wishedPorts, master, name);
            if (merged.Spec.Alias is { } alias)
                _aliases.Add(alias);
        }
        foreach (var ports in _ports.Values)
            ports.Sort(static (left, right) => left.Name.CompareTo(right.Name));
        foreach (var ports in _wishedPorts.Values)
            ports.Sort();
    }

    public IReadOnlyDictionary<LinkName, Merged<LinkName, LinkSpec>> Wished { get; }

    public Observed Observed { get; }

    /// <summary>Present ports of a link, in the order of their names.</summary>
    public IReadOnlyList<LinkStatus> PortsOf(LinkStatus master) => _ports.TryGetValue(master.Index, out var ports) ? ports : [];

    /// <summary>Links that are to be ports of a link, in the order of their names.</summary>
    public IReadOnlyList<LinkName> WishedPortsOf(LinkName master) => _wishedPorts.TryGetValue(master, out var ports) ? ports : [];

    /// <summary>Whether the config writes files of the link (<c>machine.sysfs</c>): a setting without a wish may be its doing.</summary>
    public bool IsSetByFile(LinkName link) => _setByFile.Contains(link.ToString());

    /// <summary>Whether the config gives some link this alias.</summary>
    public bool IsAliasGivenOut(string alias) => _aliases.Contains(alias);

    public LinkSpec? Wish(LinkName name) => Wished.GetValueOrDefault(name)?.Spec;

    /// <summary>A link made by us: it carries our mark, or it is the other end of a veth that does.</summary>
    public bool IsOurs(LinkStatus link) => link.IsOurs || OtherEnd(link) is { IsOurs: true };

    /// <summary>The other end of a veth; the kernel reports it as the link below. Null for other kinds, and when it is elsewhere.</summary>
    public LinkStatus? OtherEnd(LinkStatus link) => link.Kind == Veth.Kind.Name ? Observed.Link(link.ParentIndex) : null;

    private static void AddTo<TKey, T>(Dictionary<TKey, List<T>> index, TKey key, T value) where TKey : notnull
    {
        if (!index.TryGetValue(key, out var list))
            index[key] = list = [];
        list.Add(value);
    }
}

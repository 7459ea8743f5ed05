using System.Runtime.InteropServices;
using Ichor.Config;
using Ichor.Netlink;

namespace Ichor.Network;

/// <summary>
/// What came of each document about a link. It says the same again as long as it is the same document and links are called as
/// before: of a thousand documents a change touches one.
/// </summary>
internal sealed class ExpandedDocuments
{
    private sealed record Expanded(Entry<LinkName, LinkSpec>[] Links, Entry<AddressKey, AddressSpec>[] Addresses, (RouteSpec Spec, Because Because)[] Routes, Condition[] Conditions);

    private readonly Dictionary<LinkDocument, Expanded> _known;
    private ExpandedDocuments? _earlier;
    private Dictionary<LinkName, LinkDocument>? _earlierByName;
    private readonly int _names;
    private (int Links, int Addresses, int Routes) _size;

    /// <param name="earlier">Those of the pass before; null for none.</param>
    /// <param name="documents">The documents.</param>
    /// <param name="observed">Has the links' names.</param>
    public ExpandedDocuments(ExpandedDocuments? earlier, NetworkDocuments documents, Observed observed)
    {
        _known = new(documents.Links.Count, ReferenceEqualityComparer.Instance);
        // What an alias of the config means hangs on more than names.
        _names = documents.Aliases.IsEmpty ? observed.NamesVersion : -1;
        _size = earlier?._size ?? default;
        _earlier = _names >= 0 && earlier?._names == _names ? earlier : null;
    }

    /// <summary>For about as many wishes as came of the pass before.</summary>
    public Fragment NewFragment()
    {
        var fragment = new Fragment();
        fragment.Reserve(_size.Links, _size.Addresses, _size.Routes);
        return fragment;
    }

    /// <summary>Puts what a document wishes.</summary>
    /// <param name="fragment">Where to.</param>
    /// <param name="document">The document.</param>
    /// <param name="expand">Does it when nothing is known.</param>
    public void Put(Fragment fragment, LinkDocument document, Action<LinkDocument> expand)
    {
        if (_earlier?._known.GetValueOrDefault(document) is { } known)
        {
            fragment.Links.AddRange(known.Links);
            fragment.Addresses.AddRange(known.Addresses);
            fragment.Routes.AddRange(known.Routes);
            fragment.Conditions.AddRange(known.Conditions);
        }
        else
        {
            var (links, addresses, routes, conditions) = (fragment.Links.Count, fragment.Addresses.Count, fragment.Routes.Count, fragment.Conditions.Count);
            expand(document);
            known = new(Since(fragment.Links, links), Since(fragment.Addresses, addresses), Since(fragment.Routes, routes), Since(fragment.Conditions, conditions));
            if (!fragment.IsComplete)
                return;     // a rule has failed, and said so to the fragment as well
        }
        _known[document] = known;
    }

    /// <summary>The routes that came of the same place of a document's earlier text, while each of its routes was one; null when nothing is known of it.</summary>
    public (ValueList<RouteConfig> Of, (RouteSpec Spec, Because Because)[] Came)? EarlierRoutes(LinkDocument document) =>
        Earlier(document) is var (before, known) && known.Routes.Length == before.Routes.Count ? (before.Routes, known.Routes) : null;

    /// <summary>What came of a tunnel's earlier text; null when nothing is known of it.</summary>
    public (WireguardConfig Of, WireGuardSpec Came)? EarlierTunnel(LinkDocument document) =>
        Earlier(document) is ({ Wireguard: { } before }, { Links: [{ Spec.WireGuard: { } came }, ..] }) ? (before, came) : null;

    private (LinkDocument Document, Expanded Known)? Earlier(LinkDocument document)
    {
        if (_earlier is null)
            return null;
        _earlierByName ??= ByName(_earlier._known.Keys);
        return _earlierByName.TryGetValue(document.Name, out var before) ? (before, _earlier._known[before]) : null;
    }

    /// <summary>To be called at the end: of the pass before nothing is needed any more.</summary>
    public void Done(Fragment all)
    {
        (_earlier, _earlierByName) = (null, null);
        _size = (all.Links.Count, all.Addresses.Count, all.Routes.Count);
    }

    private static Dictionary<LinkName, LinkDocument> ByName(IEnumerable<LinkDocument> documents)
    {
        var result = new Dictionary<LinkName, LinkDocument>();
        foreach (var document in documents)
            result.TryAdd(document.Name, document);
        return result;
    }

    private static T[] Since<T>(List<T> list, int from) => from == list.Count ? [] : CollectionsMarshal.AsSpan(list)[from..].ToArray();
}

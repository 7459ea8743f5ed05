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

    private readonly Dictionary<LinkDocument, Expanded> _known = new(ReferenceEqualityComparer.Instance);
    private ExpandedDocuments? _earlier;
    private readonly int _names;

    /// <param name="earlier">Those of the pass before; null for none.</param>
    /// <param name="documents">The documents.</param>
    /// <param name="observed">Has the links' names.</param>
    public ExpandedDocuments(ExpandedDocuments? earlier, NetworkDocuments documents, Observed observed)
    {
        // What an alias of the config means hangs on more than names.
        _names = documents.Aliases.IsEmpty ? observed.NamesVersion : -1;
        _earlier = _names >= 0 && earlier?._names == _names ? earlier : null;
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

    /// <summary>To be called at the end: of the pass before nothing is needed any more.</summary>
    public void Done() => _earlier = null;

    private static T[] Since<T>(List<T> list, int from) => from == list.Count ? [] : CollectionsMarshal.AsSpan(list)[from..].ToArray();
}

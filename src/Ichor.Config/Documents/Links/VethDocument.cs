using Ichor.Netlink.Links;

namespace Ichor.Config;

/// <summary><c>kind: VethConfig</c>: two links joined back to back.</summary>
internal static class VethDocument
{
    public static LinkDocument Read(ObjectReader o)
    {
        var link = LinkDocument.Common(o, LinkDocument.Named(o, "VethConfig") with { Kind = Veth.Kind });
        var peer = o.RequiredObject("peer", ReadPeer, "The other end.");
        return o.Validate(link with { Peer = peer, Settings = peer is null ? LinkSettings.Empty : LinkSettings.Empty.With(Veth.Peer, peer.Name) }, (at, read) =>
        {
            if (read.Name == peer!.Name)
                at.Error(peer.Because, "peer.name", $"'{peer.Name}' is the name of this end too: the two need different names");
        });
    }

    private static LinkDocument ReadPeer(ObjectReader o)
    {
        var peer = new LinkDocument
        {
            Kind = Veth.Kind,
            Name = o.Required("name", Scalars.LinkName, "Name of the other end.", "veth1"),
            Because = o.BecauseOf("name"),
        };
        return LinkDocument.Common(o, peer);
    }
}

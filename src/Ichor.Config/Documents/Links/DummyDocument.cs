using Ichor.Netlink.Links;

namespace Ichor.Config;

/// <summary><c>kind: DummyLinkConfig</c>.</summary>
internal static class DummyDocument
{
    public static LinkDocument Read(ObjectReader o) => LinkDocument.Common(o, LinkDocument.Named(o, "DummyLinkConfig", "A link that swallows what it is given; it keeps addresses that must always be there.", """
            name: dummy0
            addresses:
            - address: 192.0.2.1/32
            """) with
    {
        Kind = Dummy.Kind,
        HardwareAddress = LinkDocument.ReadHardwareAddress(o),
    });
}

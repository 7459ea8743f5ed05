using Ichor.Netlink.Links;

namespace Ichor.Config;

/// <summary><c>kind: DummyLinkConfig</c>.</summary>
internal static class DummyDocument
{
    public static LinkDocument Read(ObjectReader o) => LinkDocument.Common(o, LinkDocument.Named(o, "DummyLinkConfig") with
    {
        Kind = Dummy.Kind,
        HardwareAddress = LinkDocument.ReadHardwareAddress(o),
    });
}

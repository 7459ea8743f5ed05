using Ichor.Netlink.Links;

namespace Ichor.Config;

/// <summary><c>kind: DummyLinkConfig</c>.</summary>
internal static class DummyDocument
{
    public static LinkDocument Read(ObjectReader o) => LinkDocument.Common(o, LinkDocument.Named(o, "dummy0") with
    {
        Title = "DummyLinkConfig",
        Kind = Dummy.Kind,
        HardwareAddress = LinkDocument.ReadHardwareAddress(o),
    });
}

namespace Ichor.Netlink.Links;

/// <summary>Six bytes of one station (not of a group).</summary>
internal sealed class HardwareAddressWire : Wire<HardwareAddress>
{
    public override string Allowed => HardwareAddress.Allowed + ", not a multicast address";

    public override void Write(NetlinkMessage into, ushort attribute, HardwareAddress value, Func<LinkName, int?> indexOf) =>
        into.Bytes(attribute, value.ToBytes());

    public override bool TryRead(NetlinkAttribute from, Func<int, LinkName?> nameOf, out HardwareAddress value)
    {
        var fits = from.Value.Length == HardwareAddress.Size;
        value = fits ? HardwareAddress.FromBytes(from.Value) : default;
        return fits;
    }

    public override bool TryParse(string text, out HardwareAddress value) =>
        HardwareAddress.TryParse(text, out value) && (value.ToBytes()[0] & 1) == 0;
}

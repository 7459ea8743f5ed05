using System.Globalization;

namespace Ichor.Config;

/// <summary>Reads <c>vlan=name:parent</c>, where name is <c>anything.ID</c> or <c>vlanID</c>. Unlike Talos, several are allowed.</summary>
internal static class VlanReader
{
    public static VlanArgument? Read(string value, List<VlanArgument> others, Complaints complaints)
    {
        var fields = value.Split(':');
        if (fields.Length != 2 || IdText(fields[0]) is not { } text)
        {
            complaints.Error("is not PARENT.ID:PARENT or vlanID:PARENT");
            return null;
        }
        // IEEE 802.1Q reserves 4095; Talos lets it through to the kernel, which refuses it.
        if (!ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || id is 0 or > 4095)
        {
            complaints.Error($"VLAN identifier '{text}' is not an integer from 1 to 4095");
            return null;
        }
        if (!complaints.TryRead(fields[1], Scalars.LinkName, out var parent, "parent"))
            return null;
        if (id == 4095)
            complaints.Notice("4095 is reserved by IEEE 802.1Q: expect the kernel to refuse it");
        var vlan = new VlanArgument(VlanNames.NameOf(parent, id), parent, id, complaints.Because);
        if (!others.Exists(other => other.Name == vlan.Name))
            return vlan;
        complaints.Error($"there is a VLAN {vlan.Name} already");
        return null;
    }

    private static string? IdText(string name)
    {
        var dot = name.IndexOf('.');
        if (dot >= 0)
            return name[(dot + 1)..];
        return name.StartsWith("vlan", StringComparison.Ordinal) ? name[4..] : null;
    }
}

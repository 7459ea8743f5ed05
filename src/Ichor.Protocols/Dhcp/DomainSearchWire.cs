using System.Text;

namespace Ichor.Protocols.Dhcp;

/// <summary>Option 119 (RFC 3397): domain names in DNS wire form, with compression pointers relative to the option's start.</summary>
internal static class DomainSearchWire
{
    private const int PointerFlags = 0xc0;
    private const int LongestName = 255;

    public static string? Read(ReadOnlySpan<byte> bytes, out ValueList<string> value)
    {
        value = [];
        var names = new List<string>();
        for (var at = 0; at < bytes.Length;)
        {
            var problem = ReadName(bytes, ref at, out var name) ?? DomainName.Problem(name);
            if (problem is not null)
                return problem;
            names.Add(name);
        }
        value = [.. names];
        return names.Count == 0 ? "holds no domain" : null;
    }

    public static byte[] Write(ValueList<string> value)
    {
        var bytes = new List<byte>();
        foreach (var name in value)
        {
            foreach (var label in name.Split('.'))
            {
                bytes.Add((byte)label.Length);
                bytes.AddRange(Encoding.ASCII.GetBytes(label));
            }
            bytes.Add(0);
        }
        return [.. bytes];
    }

    /// <summary>Reads one name. A pointer must point before the place it stands at, so the walk ends whatever the bytes are.</summary>
    private static string? ReadName(ReadOnlySpan<byte> bytes, ref int at, out string name)
    {
        var text = new StringBuilder();
        name = "";
        var reading = at;
        var jumped = false;
        while (true)
        {
            if (reading >= bytes.Length)
                return "a name is cut off";
            int length = bytes[reading];
            if ((length & PointerFlags) == PointerFlags)
            {
                if (reading + 1 >= bytes.Length)
                    return "a pointer is cut off";
                var target = (length & ~PointerFlags) << 8 | bytes[reading + 1];
                if (target >= reading)
                    return "a pointer does not point back";
                if (!jumped)
                    at = reading + 2;
                jumped = true;
                reading = target;
                continue;
            }
            if ((length & PointerFlags) != 0)
                return "a label has an unknown form";
            if (length == 0)
                break;
            if (reading + 1 + length > bytes.Length)
                return "a label is cut off";
            if (text.Length + length > LongestName)
                return "a name is too long";
            text.Append(text.Length == 0 ? "" : ".").Append(Encoding.Latin1.GetString(bytes.Slice(reading + 1, length)));
            reading += 1 + length;
        }
        if (!jumped)
            at = reading + 1;
        name = text.ToString();
        return null;
    }
}

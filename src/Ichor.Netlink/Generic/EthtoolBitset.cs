using System.Runtime.InteropServices;
using static Ichor.Netlink.Kernel.EthtoolConstants;

namespace Ichor.Netlink.Generic;

/// <summary>Named bits (ethtool-netlink.rst, "Bit sets"): which are meant, and which of these are set.</summary>
/// <param name="Mask">Names of the bits that are meant; null when the message lists only those that are set.</param>
/// <param name="Set">Names of the bits that are set.</param>
internal sealed record EthtoolBitset(EquatableList<string>? Mask, EquatableList<string> Set)
{
    private const int MostBits = 4096;

    public static EthtoolBitset Empty { get; } = new(null, new());

    /// <summary>Reads either form. In the compact one a bit has no name; <paramref name="names"/> are those of the bits from 0 on.</summary>
    public static EthtoolBitset Read(NetlinkAttribute from, IReadOnlyList<string>? names = null)
    {
        var hasMask = true;
        uint size = 0;
        NetlinkAttribute bits = default, value = default, mask = default;
        foreach (var attribute in from.Nested)
            switch (attribute.Type)
            {
                case ETHTOOL_A_BITSET_NOMASK: hasMask = false; break;
                case ETHTOOL_A_BITSET_SIZE: size = attribute.UInt32; break;
                case ETHTOOL_A_BITSET_BITS: bits = attribute; break;
                case ETHTOOL_A_BITSET_VALUE: value = attribute; break;
                case ETHTOOL_A_BITSET_MASK: mask = attribute; break;
            }
        if (bits.Type != 0 || value.Type == 0)
            return Verbose(bits, hasMask, names);
        if (size > MostBits)
            throw new NetlinkFormatException($"bit set of {size} bits");
        return new EthtoolBitset(hasMask ? new(Names(mask, size, names)) : null, new(Names(value, size, names)));
    }

    /// <summary>Writes named bits, each with its value; the kernel changes only these.</summary>
    public static void Write(NetlinkMessage into, ushort attribute, IEnumerable<(string Name, bool Value)> bits) =>
        into.Nested((ushort)(attribute | Kernel.NetlinkConstants.NLA_F_NESTED), set => set
            .Nested(ETHTOOL_A_BITSET_BITS | Kernel.NetlinkConstants.NLA_F_NESTED, list =>
            {
                foreach (var (name, value) in bits)
                    list.Nested(ETHTOOL_A_BITSET_BITS_BIT | Kernel.NetlinkConstants.NLA_F_NESTED, bit =>
                    {
                        bit.String(ETHTOOL_A_BITSET_BIT_NAME, name);
                        if (value)
                            bit.Bytes(ETHTOOL_A_BITSET_BIT_VALUE, []);
                    });
            }));

    /// <summary>Writes the whole set: what is not named is cleared.</summary>
    public static void WriteAll(NetlinkMessage into, ushort attribute, IEnumerable<string> names) =>
        into.Nested((ushort)(attribute | Kernel.NetlinkConstants.NLA_F_NESTED), set => set
            .Bytes(ETHTOOL_A_BITSET_NOMASK, [])
            .Nested(ETHTOOL_A_BITSET_BITS | Kernel.NetlinkConstants.NLA_F_NESTED, list =>
            {
                foreach (var name in names)
                    list.Nested(ETHTOOL_A_BITSET_BITS_BIT | Kernel.NetlinkConstants.NLA_F_NESTED,
                        bit => bit.String(ETHTOOL_A_BITSET_BIT_NAME, name));
            }));

    /// <summary>A list of bits. Without a mask each that is listed is set; with one those are set that say so.</summary>
    private static EthtoolBitset Verbose(NetlinkAttribute bits, bool hasMask, IReadOnlyList<string>? names)
    {
        var (listed, set) = (new List<string>(), new List<string>());
        foreach (var bit in bits.Nested)
        {
            string? name = null;
            uint? index = null;
            var value = !hasMask;
            foreach (var part in bit.Nested)
                switch (part.Type)
                {
                    case ETHTOOL_A_BITSET_BIT_INDEX: index = part.UInt32; break;
                    case ETHTOOL_A_BITSET_BIT_NAME: name = part.String; break;
                    case ETHTOOL_A_BITSET_BIT_VALUE: value = true; break;
                }
            name ??= NameOf(index ?? throw new NetlinkFormatException("bit without name or index"), names);
            listed.Add(name);
            if (value)
                set.Add(name);
        }
        return new EthtoolBitset(hasMask ? new(listed) : null, new(set));
    }

    /// <summary>Words of 32 bits in host order, as many as it takes.</summary>
    private static List<string> Names(NetlinkAttribute words, uint size, IReadOnlyList<string>? names)
    {
        if (words.Value.Length != (size + 31) / 32 * 4)
            throw new NetlinkFormatException($"bit set of {size} bits in {words.Value.Length} bytes");
        var set = new List<string>();
        for (var bit = 0; bit < size; bit++)
            if ((MemoryMarshal.Read<uint>(words.Value[(bit / 32 * 4)..]) >> bit % 32 & 1) != 0)
                set.Add(NameOf((uint)bit, names));
        return set;
    }

    private static string NameOf(uint bit, IReadOnlyList<string>? names) =>
        names is not null && bit < names.Count ? names[(int)bit] : $"bit{bit}";
}

using System.Security.Cryptography;
using System.Text;
using Ichor.Netlink;

namespace Ichor.Config;

/// <summary>How a VLAN link is called when nobody gave it a name.</summary>
public static class VlanNames
{
    // A dot and four digits are always counted, so the scheme does not depend on how long the identifier is.
    private const int SuffixLength = 5;

    /// <summary><c>parent.ID</c>; a parent too long for that is shortened to four characters and a piece of its SHA-256.</summary>
    public static LinkName NameOf(LinkName parent, ushort id)
    {
        var text = parent.ToString();
        if (text.Length + SuffixLength > LinkName.MaxLength)
        {
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
            text = text[..4] + Convert.ToHexStringLower(hash.AsSpan(0, 3));
        }
        return LinkName.Parse($"{text}.{id}");
    }
}

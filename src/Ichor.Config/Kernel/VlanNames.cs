using System.Text;
using Ichor.Netlink;
using Org.BouncyCastle.Crypto.Digests;

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
            text = text[..4] + Convert.ToHexStringLower(Sha256(text).AsSpan(0, 3));
        }
        return LinkName.Parse($"{text}.{id}");
    }

    /// <summary>Not System.Security.Cryptography: in the static program of the image that looks for OpenSSL and aborts.</summary>
    private static byte[] Sha256(string text)
    {
        var digest = new Sha256Digest();
        digest.BlockUpdate(Encoding.UTF8.GetBytes(text));
        var hash = new byte[digest.GetDigestSize()];
        digest.DoFinal(hash, 0);
        return hash;
    }
}

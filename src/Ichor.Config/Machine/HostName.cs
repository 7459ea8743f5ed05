namespace Ichor.Config;

/// <summary>Rules for host names and FQDNs.</summary>
public static class HostName
{
    public const string Allowed = "a host name or FQDN: labels of 1 to 63 letters, digits or '-' (not at either end), at most 253 characters";

    /// <summary>Whether the text is a host name or FQDN (RFC 952, RFC 1123 section 2.1) and not an IPv4 address gone wrong.</summary>
    public static bool IsValid(string text)
    {
        if (text.Length is 0 or > 253)
            return false;
        var labels = text.Split('.');
        // RFC 1123: the highest label is alphabetic, so that 192.0.2.300 is not mistaken for a name.
        return Array.TrueForAll(labels, IsLabel) && (labels.Length == 1 || !labels[^1].All(char.IsAsciiDigit));
    }

    /// <summary>What stands before the first dot, and what stands after it (or nothing).</summary>
    public static (string Host, string Domain) Split(string name)
    {
        var dot = name.IndexOf('.');
        return dot < 0 ? (name, "") : (name[..dot], name[(dot + 1)..]);
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-' && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}

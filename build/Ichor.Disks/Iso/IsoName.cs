namespace Ichor.Disks;

/// <summary>Names on the volume: upper case, one dot; Linux and GRUB show them in lower case and without the version.</summary>
internal static class IsoName
{
    private const int Longest = 30;          // interchange level 2: name and extension together
    private const int DeepestLevel = 8;      // 6.8.2.1

    /// <summary>Checks a path and gives its parts as they are stored.</summary>
    public static string[] Split(string path)
    {
        var parts = path.Trim('/').ToUpperInvariant().Split('/');
        if (parts.Length >= DeepestLevel || !parts.All(IsLawful) || parts[..^1].Any(directory => directory.Contains('.')))
            throw new ArgumentException($"'{path}' is not a path on an ISO 9660 volume (letters, digits, '_', '-', one dot, {Longest} characters)", nameof(path));
        return parts;
    }

    /// <summary>The identifier of a file: there is always a dot and a version (7.5.1).</summary>
    public static string OfFile(string name) => (name.Contains('.') ? name : name + '.') + ";1";

    /// <summary>Orders as if name and extension were filled up with the lowest character (9.3).</summary>
    public static IComparer<string> Order { get; } = Comparer<string>.Create((one, other) =>
        string.CompareOrdinal(one.Replace('.', '\0').Replace(';', '\0'), other.Replace('.', '\0').Replace(';', '\0')));

    // '-' is not among the standard's characters, but cloud-init's "user-data" needs it and every reader takes it.
    private static bool IsLawful(string name) => name.Length is > 0 and <= Longest && name[0] != '.' && name.Count(c => c == '.') <= 1
        && name.All(c => c is >= 'A' and <= 'Z' or >= '0' and <= '9' or '_' or '-' or '.');
}

using Ichor.Network.Names;

namespace Ichor.Node.Naming;

/// <summary>By which rules this machine's links are named, and who said so.</summary>
/// <param name="Scheme">The version of the rules.</param>
/// <param name="SchemeOrigin">The source that named it.</param>
/// <param name="Renames">False: links keep the kernel's names.</param>
/// <param name="RenamesOrigin">The source that said so.</param>
/// <param name="Refused">Schemes that nobody knows, in words.</param>
internal sealed record NamingInForce(NamingScheme Scheme, string SchemeOrigin, bool Renames, string RenamesOrigin, IReadOnlyList<string> Refused)
{
    private const string BuiltIn = "built-in";

    /// <summary>Each of the two from the first source that says it. An unknown scheme is passed over, as udev does.</summary>
    public static NamingInForce Of(params IEnumerable<NamingSource> strongestFirst)
    {
        var sources = strongestFirst.ToList();
        var refused = sources.Where(source => source.Scheme is { } name && NamingScheme.Find(name) is null)
            .Select(source => $"{source.Origin}: '{source.Scheme}' is not a naming scheme; known are {string.Join(' ', NamingScheme.All)} and latest").ToList();
        var scheme = sources.FirstOrDefault(source => source.Scheme is { } name && NamingScheme.Find(name) is not null);
        var renames = sources.FirstOrDefault(source => source.Renames is not null);
        return new(scheme is null ? NamingScheme.Default : NamingScheme.Find(scheme.Scheme!)!, scheme?.Origin ?? BuiltIn,
            renames?.Renames ?? true, renames?.Origin ?? BuiltIn, refused);
    }

    /// <summary>What the first boot (or an installation) writes down, so that every later image names the links as this one does.</summary>
    public string Record => RecordOf(Scheme.Name, Renames);

    /// <summary>The two words of a record.</summary>
    public static string RecordOf(string scheme, bool renames) => $"net.naming_scheme={scheme} net.ifnames={(renames ? 1 : 0)}\n";
}

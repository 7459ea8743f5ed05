using System.Text;
using Ichor.Config;

namespace Ichor.Node.Naming;

/// <summary>One place that may say how links are named: the words <c>net.naming_scheme=</c> and <c>net.ifnames=</c>, wherever they are kept.</summary>
/// <param name="Origin">What to call the place when somebody asks where a name comes from.</param>
/// <param name="Scheme">The scheme's name as written; null when the place does not say.</param>
/// <param name="Renames">Null when the place does not say.</param>
internal sealed record NamingSource(string Origin, string? Scheme, bool? Renames)
{
    /// <summary>What the image was made with.</summary>
    public const string ImagePath = "/usr/lib/ichor/naming";

    public static NamingSource Of(string origin, CommandLine arguments) =>
        new(origin, arguments.NamingScheme, arguments.IfNames);

    /// <summary>A record, which is written like a kernel command line. None says nothing.</summary>
    public static NamingSource Of(string origin, byte[]? record) =>
        record is null ? new(origin, null, null) : Of(origin, CommandLine.Parse(Encoding.UTF8.GetString(record).Trim()));

    /// <summary>A record in a file, which may be missing.</summary>
    public static NamingSource Read(string origin, string path)
    {
        try
        {
            return Of(origin, File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Of(origin, record: null);
        }
    }

    /// <summary>What this place says, as a record; what it leaves open is as it is in force.</summary>
    public byte[] OrElse(NamingInForce rules) => Encoding.UTF8.GetBytes(NamingInForce.RecordOf(Scheme ?? rules.Scheme.Name, Renames ?? rules.Renames));
}

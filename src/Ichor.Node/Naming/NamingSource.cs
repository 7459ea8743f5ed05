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

    /// <summary>What was in force at installation. An upgrade replaces the image and leaves this alone, so no link changes its name.</summary>
    public const string InstalledPath = "/var/lib/ichor/naming";

    /// <summary>All of a machine's, the strongest first.</summary>
    public static NamingSource[] OfMachine(CommandLine commandLine) =>
        [Of("cmdline", commandLine), Read("installation", InstalledPath), Read("image", ImagePath)];

    public static NamingSource Of(string origin, CommandLine arguments) =>
        new(origin, arguments.NamingScheme, arguments.Arguments.Any(argument => argument.Key == "net.ifnames") ? arguments.IfNames : null);

    /// <summary>A record, which is written like a kernel command line. One that is not there says nothing.</summary>
    public static NamingSource Read(string origin, string path)
    {
        try
        {
            return Of(origin, CommandLine.Parse(File.ReadAllText(path).Trim()));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(origin, null, null);
        }
    }
}

using System.Text.RegularExpressions;

namespace Ichor.House.Tests;

/// <summary>How the text of the repository must look.</summary>
public partial class SourceTests
{
    private const int MaxLines = 500;

    // In two parts, so that this file keeps its own rules.
    private static readonly string[] Unfinished = ["TO" + "DO", "FIX" + "ME", "HA" + "CK"];

    private static readonly string Sleep = "Thread." + "Sleep";

    [GeneratedRegex(@"(?<![\w.$}])/(work|root|home|Users|builds)/\w")]
    private static partial Regex MachinePath { get; }

    // By their paths: whose host it is does not matter. The domains test and example are nobody's (RFC 2606).
    [GeneratedRegex(@"https?://[\w.-]+(?<!\.(test|example))/(debian|debian-security|ubuntu|v3/index\.json)\b")]
    private static partial Regex Mirror { get; }

    private static IEnumerable<string> Sources => House.Files(".cs");

    private static IEnumerable<string> Texts => House.Files(
        ".cs", ".csproj", ".props", ".targets", ".json", ".yaml", ".yml", ".md", ".list", ".lock", ".sh", ".conf", "Makefile");

    [Fact]
    public void Files_are_short() => House.Keeps(
        from file in Sources
        let lines = House.Lines(file).Length
        where lines > MaxLines
        select $"{file} has {lines} lines: one concept, one file, at most {MaxLines}");

    [Fact]
    public void Nobody_sleeps_in_place_of_an_event() => House.Keeps(
        Matches(Sources, line => line.Contains(Sleep), $"calls {Sleep}: wait for an event"));

    [Fact]
    public void Nothing_is_left_for_later() => House.Keeps(
        Matches(Sources, line => Unfinished.Any(word => Regex.IsMatch(line, $@"\b{word}\b")), "leaves something for later: do it, or file an issue"));

    [Fact]
    public void A_silenced_warning_has_a_reason() => House.Keeps(
        Matches(Sources, line => line.Contains("#pragma warning " + "disable") && !line.Contains("//"), "silences a warning without a reason on its line"));

    [Fact]
    public void No_path_of_one_machine() => House.Keeps(
        Matches(Texts, MachinePath.IsMatch, "names a path of one machine"));

    [Fact]
    public void No_host_of_a_package_mirror() => House.Keeps(
        Matches(Texts, Mirror.IsMatch, "names a package mirror: which one is used is up to the machine"));

    private static IEnumerable<string> Matches(IEnumerable<string> files, Func<string, bool> breaks, string rule) =>
        from file in files
        from numbered in House.Lines(file).Index()
        where breaks(numbered.Item)
        select $"{file}:{numbered.Index + 1} {rule}";
}

using System.Xml.Linq;

namespace Ichor.House.Tests;

/// <summary>What a project file says it needs.</summary>
internal sealed record ProjectFile(string Path, IReadOnlyList<string> Projects, IReadOnlyList<string> Packages)
{
    private static readonly Dictionary<string, ProjectFile> ByName = House.Files(".csproj").Select(Read).ToDictionary(project => project.Name, StringComparer.Ordinal);

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public static IEnumerable<ProjectFile> All => ByName.Values;

    public static ProjectFile Of(string name) => ByName[name];

    /// <summary>Names of all projects and packages that come with this one.</summary>
    public HashSet<string> Closure() =>
        [.. Packages, .. Projects, .. Projects.SelectMany(name => Of(name).Closure())];

    private static ProjectFile Read(string path)
    {
        var xml = XDocument.Parse(House.Read(path));
        return new ProjectFile(path,
            [.. Includes(xml, "ProjectReference").Select(reference => System.IO.Path.GetFileNameWithoutExtension(reference.Replace('\\', '/')))],
            [.. Includes(xml, "PackageReference")]);
    }

    private static IEnumerable<string> Includes(XDocument xml, string item) =>
        xml.Descendants(item).Select(element => (string?)element.Attribute("Include")).OfType<string>();
}

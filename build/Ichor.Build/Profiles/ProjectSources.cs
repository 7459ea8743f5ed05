using System.Xml.Linq;
using Ichor.Build.Graph;

namespace Ichor.Build.Profiles;

/// <summary>Everything that decides what a project compiles to: its folder, those it references, and the files all projects share.</summary>
public static class ProjectSources
{
    static readonly string[] Shared =
        ["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json"];

    public static SourceTree Of(string root, string project)
    {
        var folders = new SortedSet<string>(StringComparer.Ordinal);
        Visit(root, project, folders);
        return SourceTree.Below(root, folders.Concat(Shared.Where(file => File.Exists(Path.Combine(root, file)))));
    }

    static void Visit(string root, string project, SortedSet<string> folders)
    {
        if (!folders.Add(project)) return;
        var folder = Path.Combine(root, project);
        var file = (Directory.Exists(folder) ? Directory.GetFiles(folder, "*.csproj") : []).FirstOrDefault()
            ?? throw new BuildException($"{project}: no project there");
        foreach (var reference in XDocument.Load(file).Descendants("ProjectReference").Select(element => element.Attribute("Include")?.Value))
            if (reference is not null)
                Visit(root, Path.GetRelativePath(root, Path.GetDirectoryName(Path.GetFullPath(Path.Combine(folder, reference.Replace('\\', '/'))))!), folders);
    }
}

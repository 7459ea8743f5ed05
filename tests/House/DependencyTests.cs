namespace Ichor.House.Tests;

/// <summary>Who may know whom.</summary>
public class DependencyTests
{
    /// <summary>Dependencies point up this list only.</summary>
    private static readonly string[] Order =
    [
        "Ichor.Netlink", "Ichor.Protocols", "Ichor.Config", "Ichor.Network", "Ichor.Linux", "Ichor.Api", "Ichor.Node", "Ichor.Init", "Ichor.Remote",
        "ichor", "ichor-remote", "ichorctl", "Ichor.Disks", "Ichor.Build", "Ichor.Lab",
    ];

    [Fact]
    public void Dependencies_point_in_one_direction() => House.Keeps(
        from project in ProjectFile.All
        from reference in project.Projects
        let own = Array.IndexOf(Order, project.Name)
        let other = Array.IndexOf(Order, reference)
        where !project.Path.StartsWith("tests/", StringComparison.Ordinal) && other >= own
        select $"{project.Path} references {reference}: a project may only reference those before it in {string.Join(", ", Order)}");

    [Theory]
    [InlineData("Ichor.Netlink")]
    [InlineData("Ichor.Protocols")]
    [InlineData("Ichor.Linux")]
    [InlineData("Ichor.Api")]
    [InlineData("Ichor.Disks")]
    public void Leaves_reference_nothing_of_ours(string leaf) => House.Keeps(
        from reference in ProjectFile.Of(leaf).Projects
        select $"{ProjectFile.Of(leaf).Path} references {reference}: a leaf references nothing of ours");

    [Fact]
    public void Pid_1_holds_nothing_that_parses_documents_or_the_network() => House.Keeps(
        from needed in ProjectFile.Of("Ichor.Init").Closure()
        where needed is not ("Ichor.Linux" or "Ichor.Netlink")      // the kernel's own messages: ACPI events
        select $"{ProjectFile.Of("Ichor.Init").Path} brings {needed}: PID 1 knows Ichor.Linux and Ichor.Netlink only, its death is a kernel panic");

    [Fact]
    public void Tool_packages_stay_out_of_src() => House.Keeps(
        from project in ProjectFile.All
        where project.Path.StartsWith("src/", StringComparison.Ordinal)
        from package in project.Packages
        where package is "CliWrap" or "SharpCompress" || package.StartsWith("xunit", StringComparison.Ordinal)
        select $"{project.Path} uses {package}: only build, qemu and tests may");

    [Fact]
    public void Package_versions_are_central() => House.Keeps(
        from file in House.Files(".csproj")
        where House.Read(file).Contains("<PackageReference Include=") && House.Read(file).Contains(" Version=\"")
        select $"{file} gives a version: versions belong to Directory.Packages.props");

    [Fact]
    public void Every_pinned_package_is_used()
    {
        var used = ProjectFile.All.SelectMany(project => project.Packages).Append("xunit.v3").ToHashSet(StringComparer.Ordinal);   // of every test project, in Directory.Build.props
        House.Keeps(from version in System.Xml.Linq.XDocument.Parse(House.Read("Directory.Packages.props")).Descendants("PackageVersion")
                    let package = (string)version.Attribute("Include")!
                    where !used.Contains(package)
                    select $"Directory.Packages.props pins {package}, which no project uses");
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = House.Read("Image.sln").Replace('\\', '/');
        House.Keeps(from file in House.Files(".csproj")
                    where !solution.Contains($"\"{file}\"")
                    select $"{file} is not in Image.sln");
    }

    [Fact]
    public void Every_project_has_a_lock_file() => House.Keeps(
        from file in House.Files(".csproj")
        let path = $"{Path.GetDirectoryName(file)}/packages.lock.json"
        where !File.Exists(Path.Combine(House.Root, path))
        select $"{path} is missing: run dotnet restore");
}

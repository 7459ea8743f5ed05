using System.Text.Encodings.Web;
using System.Text.Json;
using Ichor.Build.Debian;
using Ichor.Build.Graph;

namespace Ichor.Build.Steps;

/// <summary>Says what was made, of what: hashes and sizes of the outputs, versions and hashes of the packages.</summary>
public sealed record WriteManifest : Step
{
    static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Its name in <c>out/</c>: each profile has a manifest of its own.</summary>
    [NotAnInput]
    public string File => $"{Profile}-amd64.json";

    public required string Profile { get; init; }
    public required string ImageVersion { get; init; }
    public required string Kernel { get; init; }
    public required string CommandLine { get; init; }
    public required IReadOnlyList<OutputFile> Files { get; init; }
    public required IReadOnlyList<PackagePin> Packages { get; init; }

    public override string Title => $"write {File}";
    public override int Version => 2;
    public override IReadOnlyList<string> Outputs => [File];

    public override Task RunAsync(StepContext context, CancellationToken stopping) =>
        System.IO.File.WriteAllTextAsync(context.Out(File), JsonSerializer.Serialize(new
        {
            profile = Profile,
            version = ImageVersion,
            kernel = Kernel,
            commandLine = CommandLine,
            files = Files.Select(file => new { name = file.Name, size = new FileInfo(context.PathOf(file.Content)).Length, sha256 = context.HashOf(file.Content) }),
            packages = Packages.OrderBy(pin => pin.Name, StringComparer.Ordinal)
                .Select(pin => new { name = pin.Name, version = pin.Version, architecture = pin.Architecture, sha256 = pin.Sha256 }),
        }, Json) + "\n", stopping);
}

/// <summary>A file of <c>out/</c> and the step that makes it.</summary>
public sealed record OutputFile(string Name, Artifact Content);

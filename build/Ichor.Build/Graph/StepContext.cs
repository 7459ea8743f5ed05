namespace Ichor.Build.Graph;

/// <summary>What a running step may use: its folder, the files of its inputs, and a line to say what it is doing.</summary>
public sealed class StepContext(string folder, Func<Artifact, string> pathOf, Func<Artifact, string> hashOf, Action<string> report)
{
    /// <summary>An empty folder; what is in it under the names of <see cref="Step.Outputs"/> afterwards is kept, the rest is not.</summary>
    public string Folder => folder;

    /// <summary>Where an output belongs.</summary>
    public string Out(string name) => Path.Combine(folder, name);

    /// <summary>The file of an input; read-only, since it belongs to the cache.</summary>
    public string PathOf(Artifact artifact) => pathOf(artifact);

    /// <summary>Lower-case hex SHA-256 of an input, without reading it.</summary>
    public string HashOf(Artifact artifact) => hashOf(artifact);

    /// <summary>Shows a short text behind the step's title: "34 of 102 MiB".</summary>
    public void Report(string text) => report(text);
}

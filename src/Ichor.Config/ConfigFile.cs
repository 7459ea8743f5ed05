using System.Collections.Immutable;
using Ichor.Config.Patching;
using Ichor.Config.Yaml;

namespace Ichor.Config;

/// <summary>Reads a machine config file: YAML documents of the kinds that Talos has.</summary>
public static class ConfigFile
{
    /// <summary>Every key of every document that is read, by kind; <c>v1alpha1</c> for the document without a kind.</summary>
    public static IReadOnlyDictionary<string, ConfigSchema> Schemas { get; } = DocumentKinds.Readers
        .Select(kind => (kind.Key, Schema: ConfigSchema.Of(kind.Value)))
        .Append((Key: "v1alpha1", Schema: ConfigSchema.Of(MachineConfig.Read)))
        .ToDictionary(kind => kind.Key, kind => DocumentSummaries.Describe(kind.Key, kind.Schema), StringComparer.Ordinal);

    /// <summary>Kinds of documents that are accepted without effect, and not looked into.</summary>
    public static IEnumerable<string> AcceptedKinds => DocumentKinds.Names.Except(DocumentKinds.Readers.Keys, StringComparer.Ordinal);

    /// <summary>Reads, validates and reports every problem at once.</summary>
    /// <param name="name">Name of the file, for messages.</param>
    /// <param name="yaml">Its text.</param>
    /// <param name="mode">What kind of machine it is for.</param>
    /// <returns>The config, null when there is any error; and the problems, in the order of the file.</returns>
    public static (MachineConfig? Config, ImmutableArray<Problem> Problems) Load(string name, string yaml, ConfigMode mode) =>
        new ConfigLoader(name, mode).Load(yaml);

    /// <summary>The same, and quicker when little differs from the last text that was read with this memory.</summary>
    public static (MachineConfig? Config, ImmutableArray<Problem> Problems) Load(string name, string yaml, ConfigMode mode, ConfigMemory memory)
    {
        var kept = memory.For(name, mode, yaml);
        try
        {
            var result = new ConfigLoader(name, mode).Load(yaml, kept);
            memory.Keep(kept);
            return result;
        }
        catch (NotKeptException)
        {
            return Load(name, yaml, mode);
        }
    }

    /// <summary>Reads a config after patches. Problems and provenances name the file, or the patch, that a value comes from.</summary>
    public static (MachineConfig? Config, ImmutableArray<Problem> Problems) Load(string name, string yaml, IEnumerable<PatchFile> patches, ConfigMode mode)
    {
        var (documents, problems) = ConfigPatch.ApplyToReadable(name, yaml, patches);
        return documents is null ? (null, problems) : new ConfigLoader(name, mode).Load(documents.Value, problems);
    }
}

using System.Collections;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Ichor.Build.Graph;

/// <summary>The name under which a step's outputs are stored: SHA-256 over type, version, fields, input contents and the builder's code.</summary>
/// <remarks>
/// The fields are found by reflection, so that a field added to a step cannot be forgotten here. Artifacts count by content, not by
/// the key of the step that made them: a change that ends in the same bytes (a comment in a source file) stops there.
/// </remarks>
public sealed class StepKey
{
    readonly StringBuilder _text = new();
    readonly FileHashes _files;
    readonly Func<Artifact, string> _hashOfArtifact;

    StepKey(FileHashes files, Func<Artifact, string> hashOfArtifact) => (_files, _hashOfArtifact) = (files, hashOfArtifact);

    /// <summary>Key of a step whose inputs have all been made.</summary>
    /// <param name="step">The step.</param>
    /// <param name="files">Hashes of source files.</param>
    /// <param name="hashOfArtifact">Hashes of the inputs.</param>
    /// <param name="builder">What <see cref="BuilderCode"/> says.</param>
    public static string Of(Step step, FileHashes files, Func<Artifact, string> hashOfArtifact, string builder)
    {
        var key = new StepKey(files, hashOfArtifact);
        key.Add("step", step);
        if (step.DependsOnBuilder) key.Add("builder", builder);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key._text.ToString())));
    }

    /// <summary>Every artifact that occurs in the fields of a step, at any depth.</summary>
    public static IReadOnlyList<Artifact> InputsOf(Step step)
    {
        var found = new List<Artifact>();
        Collect(step, found);
        return found;
    }

    void Add(string name, object? value)
    {
        _text.Append(name).Append('=');
        switch (value)
        {
            case null: _text.Append("null\n"); break;
            case string or bool or int or uint or long or ulong or Enum: Leaf(value.GetType().Name, value.ToString()!); break;
            case SourceFile file: Leaf("file", _files.Of(file.FullPath)); break;
            case SourceTree tree: AddTree(tree); break;
            case Artifact artifact: Leaf("artifact", _hashOfArtifact(artifact)); break;
            case IEnumerable list: AddList(list); break;
            default: AddFields(value); break;
        }
    }

    // The length keeps two fields from reading like one.
    void Leaf(string type, string text) => _text.Append(type).Append(':').Append(text.Length).Append(':').Append(text).Append('\n');

    void AddTree(SourceTree tree)
    {
        _text.Append("tree\n");
        foreach (var file in tree.Files())
            Leaf(file.Path + (IsExecutable(file) ? "*" : ""), _files.Of(file.FullPath));
    }

    // git tracks this bit of the mode, and it reaches the image.
    static bool IsExecutable(SourceFile file) => File.GetUnixFileMode(file.FullPath).HasFlag(UnixFileMode.UserExecute);

    void AddList(IEnumerable list)
    {
        _text.Append("list\n");
        foreach (var item in list)
            Add("-", item);
        _text.Append("end\n");
    }

    void AddFields(object value)
    {
        _text.Append(value.GetType().FullName).Append('\n');
        foreach (var property in Fields(value))
            Add(property.Name, property.GetValue(value));
        _text.Append("end\n");
    }

    static void Collect(object? value, List<Artifact> found)
    {
        switch (value)
        {
            case null or string or SourceFile or SourceTree: return;
            case Artifact artifact: found.Add(artifact); return;
            case IEnumerable list:
                foreach (var item in list) Collect(item, found);
                return;
            default:
                if (value.GetType().IsPrimitive || value is Enum) return;
                foreach (var property in Fields(value)) Collect(property.GetValue(value), found);
                return;
        }
    }

    static IEnumerable<PropertyInfo> Fields(object value) => value.GetType()
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => !property.IsDefined(typeof(NotAnInputAttribute)) && property.GetIndexParameters().Length == 0)
        .OrderBy(property => property.Name, StringComparer.Ordinal);
}

namespace Ichor.Build.Graph;

/// <summary>One step of a build: an immutable record whose fields are all of its inputs.</summary>
/// <remarks>
/// A step may read nothing that is not a field (see <see cref="StepKey"/>): two steps with equal fields make equal outputs,
/// which is why an output found under the step's key is never made again.
/// </remarks>
public abstract record Step
{
    /// <summary>What a person reads while the step runs: "unpack grub-common".</summary>
    [NotAnInput]
    public abstract string Title { get; }

    /// <summary>Raised by whoever changes what the step writes without changing its fields.</summary>
    public abstract int Version { get; }

    /// <summary>
    /// Whether another builder makes another step of it, as one must assume of code that has changed. False for steps that take
    /// long and whose few lines say by <see cref="Version"/> when they write something else.
    /// </summary>
    [NotAnInput]
    public virtual bool DependsOnBuilder => true;

    /// <summary>Names of the files that <see cref="RunAsync"/> leaves in the output folder.</summary>
    [NotAnInput]
    public abstract IReadOnlyList<string> Outputs { get; }

    /// <summary>Makes the outputs in <see cref="StepContext.Folder"/>.</summary>
    public abstract Task RunAsync(StepContext context, CancellationToken stopping);

    /// <summary>The output of this step that another step takes as input.</summary>
    public Artifact Output(string name) => Outputs.Contains(name, StringComparer.Ordinal)
        ? new Artifact(this, name)
        : throw new ArgumentException($"step '{Title}' has no output '{name}'", nameof(name));

    /// <summary>The output of a step that makes one file.</summary>
    public Artifact Output() => new(this, Outputs.Single());
}

/// <summary>A file made by a step.</summary>
public sealed record Artifact(Step From, string Name);

/// <summary>A property that says nothing about what the step writes.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotAnInputAttribute : Attribute;

using Ichor.Config;

namespace Ichor.Network;

/// <summary>Why a desired object exists: which layer and owner asked for it, and where that is written.</summary>
/// <param name="Layer">The layer the entry belongs to.</param>
/// <param name="Owner">Who put it: <c>config</c>, <c>cmdline</c>, <c>platform</c>, <c>dhcp4/enp0s3</c>, <c>default</c>.</param>
/// <param name="Provenance">File and line, or the argument, that says so.</param>
public sealed record Because(Layer Layer, string Owner, Provenance Provenance)
{
    public override string ToString() => $"{Layer.Text()} ({Provenance})";

    /// <summary>With the owner where neither layer nor place say it: other layers speak with one voice, by file and line, and a lease names its client.</summary>
    public string WithOwner => Layer is Layer.Operator && !Provenance.ToString().Contains(Owner, StringComparison.Ordinal)
        ? $"{Layer.Text()} {Owner} ({Provenance})" : ToString();
}

/// <summary>One wish of one source for one object.</summary>
public sealed record Entry<TKey, TSpec>(TKey Key, TSpec Spec, Because Because) where TKey : notnull;

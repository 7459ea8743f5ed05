using Ichor.Config;

namespace Ichor.Network;

/// <summary>
/// The weakest wish of all: that a link is as it was found. Without it an MTU that vanishes from a config would stay for
/// ever. It wishes no link into being: one of ours that nobody else names has to go.
/// </summary>
internal static class AsFoundExpansion
{
    private static readonly Because AsFound = new(Layer.Default, "as found", Provenance.BuiltIn);

    public static void Expand(Scope scope)
    {
        if (scope.Inputs.AsFound.Count == 0)
            return;
        var named = scope.Fragment.Links.Select(entry => entry.Key).ToHashSet();
        var ignored = Expansion.Ignored(scope);
        foreach (var (name, spec) in scope.Inputs.AsFound.OrderBy(pair => pair.Key))
            if (!ignored.Contains(name) && (named.Contains(name) || scope.Observed.Link(name) is { IsOurs: false }))
                scope.Fragment.Link(name, spec, AsFound);
    }
}

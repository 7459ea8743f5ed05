using System.CommandLine;
using Ichor.Api;
using Ichor.Api.Local;

namespace Ichor.Ctl;

/// <summary>The argument TYPE: any name of a resource type, in any case.</summary>
internal static class TypeArgument
{
    public static Argument<string> Create() => new("TYPE") { Description = "resource type or one of its short names (see 'types')" };

    /// <summary>The one type of this name.</summary>
    /// <exception cref="LocalApiException">None, or several.</exception>
    public static TypeDescription Resolve(string name, IReadOnlyList<TypeDescription> types)
    {
        var found = types.Where(type => type.IsNamed(name)).ToList();
        return found.Count switch
        {
            1 => found[0],
            0 => throw new LocalApiException(LocalErrors.UnknownType, $"'{name}' is not a resource type; 'ichorctl types' lists them"),
            _ => throw new LocalApiException(LocalErrors.AmbiguousType, $"'{name}' is ambiguous: {string.Join(", ", found.Select(type => type.Name))}"),
        };
    }
}

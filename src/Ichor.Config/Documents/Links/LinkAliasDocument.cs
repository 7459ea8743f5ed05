using System.Diagnostics.CodeAnalysis;
using Ichor.Config.Expressions;
using Ichor.Netlink;

namespace Ichor.Config;

/// <summary><c>kind: LinkAliasConfig</c>: another name for hardware links that a condition picks.</summary>
/// <param name="Name">A link name, which exactly one link gets; or one that ends in <c>%d</c>, which every match gets with a number from 0.</param>
/// <param name="Match">Which links.</param>
/// <param name="Because">Where <paramref name="Name"/> is given.</param>
public sealed record LinkAliasDocument(string Name, LinkExpression Match, Provenance Because) : IConfigDocument
{
    private const string Number = "%d";

    public bool IsPattern => Name.EndsWith(Number, StringComparison.Ordinal);

    /// <summary>The alias of a match; null when a number makes the name too long for a link.</summary>
    /// <param name="index">Which match it is, from 0; of no use unless <see cref="IsPattern"/>.</param>
    public LinkName? AliasOf(int index) => Alias(Name, index);

    internal static LinkAliasDocument Read(ObjectReader o)
    {
        o.Header();
        return new LinkAliasDocument(
            o.Required("name", AliasName, "The alias; at its end '%d' stands for a number, so that several links may match.", "net%d"),
            o.RequiredObject("selector", ReadSelector, "Which links.")!,
            o.BecauseOf("name"));
    }

    MachineConfig IConfigDocument.AddTo(MachineConfig machine) => machine with
    {
        Documents = machine.Documents with { Aliases = [.. machine.Documents.Aliases, this] },
    };

    private static LinkExpression ReadSelector(ObjectReader o) =>
        o.Required("match", Condition, "A condition on a link, in a subset of CEL.", "link.driver == \"virtio_net\"");

    private static Scalar<string> AliasName { get; } = new("alias", $"a link name ({LinkName.Allowed}), or one with '{Number}' at its end",
        (string text, [MaybeNullWhen(false)] out string value) =>
        {
            value = text;
            return Alias(text, 0) is not null && text != Number;
        })
    { Pattern = "^[!-~]{1,16}$" };

    private static Scalar<LinkExpression> Condition { get; } = new("condition", "a condition on a link, as link.driver == \"virtio_net\"",
        (string text, [MaybeNullWhen(false)] out LinkExpression value) => LinkExpression.TryParse(text, out value, out _))
    {
        Hint = text => LinkExpression.Parse(text).Error?.ToString(),
    };

    private static LinkName? Alias(string name, int index)
    {
        var text = name.EndsWith(Number, StringComparison.Ordinal) ? name[..^Number.Length] + index : name;
        return LinkName.TryParse(text, out var alias) ? alias : null;
    }
}

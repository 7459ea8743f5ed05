using System.Globalization;

namespace Ichor.Network;

/// <summary>Adds a routing rule with our mark (FRA_PROTOCOL).</summary>
public sealed record AddRule(RuleKey Key, RuleSpec Spec) : Operation(Phase.Rules)
{
    public override ObjectKey Object => ObjectKey.Rule(Key);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"add rule {Key}: {Spec}");
}

public sealed record DeleteRule(RuleKey Key, RuleStatus Rule) : Operation(Phase.DeleteRules)
{
    public override ObjectKey Object => ObjectKey.Rule(Key);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"delete rule {Key}: {Rule.Rule}");
}

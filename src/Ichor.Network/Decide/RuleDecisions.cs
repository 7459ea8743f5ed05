namespace Ichor.Network;

/// <summary>Decides about routing rules. The kernel takes several of one priority, so those of others stay beside ours.</summary>
internal static class RuleDecisions
{
    public static Decision Decide(RuleKey key, RuleSpec desired, IReadOnlyList<RuleStatus> present)
    {
        var others = present.Where(rule => !rule.IsOurs).ToList();
        if (present.Any(rule => rule.IsOurs && rule.Rule == desired))
        {
            var surplus = present.Where(rule => rule.IsOurs && rule.Rule != desired).Select(rule => new DeleteRule(key, rule)).ToList();
            return surplus.Count > 0 ? Decision.Do([.. surplus])
                : others.Count > 0 ? Decision.Remark($"another owner (protocol {others[0].Protocol}) has a rule of this priority too: {others[0].Rule}")
                : Decision.InSync;
        }
        return others.Exists(rule => rule.Rule == desired)
            ? Decision.Remark("another owner has this very rule")
            : Decision.Do([new AddRule(key, desired), .. present.Where(rule => rule.IsOurs).Select(rule => new DeleteRule(key, rule))]);
    }

    public static Decision DecideUnwanted(RuleStatus present) =>
        present.IsOurs ? Decision.Do(new DeleteRule(present.Key, present)) : Decision.InSync;
}

using Ichor.Netlink;

namespace Ichor.Config;

/// <summary>Finds links that stand on themselves, by way of others.</summary>
internal static class LinkLoops
{
    /// <summary>Loops, each as the pairs around it. Of several that share a link one is found.</summary>
    public static IEnumerable<List<StackedLinks>> Find(IReadOnlyList<StackedLinks> all)
    {
        // What stands on a link that stands on nothing is in no loop: of a thousand VLANs that leaves none to search.
        var uppers = all.Select(pair => pair.Upper).ToHashSet();
        var stacks = all.Where(pair => uppers.Contains(pair.Lower)).ToList();
        var below = stacks.ToLookup(pair => pair.Upper);
        var done = new HashSet<LinkName>();
        foreach (var start in stacks.Select(pair => pair.Upper))
            if (!done.Contains(start) && Search(start, below, done) is { } loop)
                yield return loop;
    }

    /// <summary>Depth first, without recursion: a file may stack as many links as it has lines.</summary>
    private static List<StackedLinks>? Search(LinkName start, ILookup<LinkName, StackedLinks> below, HashSet<LinkName> done)
    {
        var way = new List<StackedLinks>();
        var open = new HashSet<LinkName> { start };
        var turns = new Stack<(LinkName Link, IEnumerator<StackedLinks> Next)>();
        turns.Push((start, below[start].GetEnumerator()));
        List<StackedLinks>? found = null;
        while (turns.TryPeek(out var turn))
            if (found is null && turn.Next.MoveNext())
            {
                var pair = turn.Next.Current;
                if (open.Contains(pair.Lower))
                    found = [.. way.SkipWhile(before => before.Upper != pair.Lower), pair];
                else if (!done.Contains(pair.Lower))
                {
                    way.Add(pair);
                    open.Add(pair.Lower);
                    turns.Push((pair.Lower, below[pair.Lower].GetEnumerator()));
                }
            }
            else
            {
                turns.Pop();
                open.Remove(turn.Link);
                done.Add(turn.Link);
                if (way.Count > 0)
                    way.RemoveAt(way.Count - 1);
            }
        return found;
    }
}

using System.Collections;

namespace Ichor.Network;

/// <summary>Conditions in the order of their objects, sorted when somebody looks: of the plans of one burst only the last is looked at.</summary>
internal sealed class SortedConditions(List<Condition> conditions) : IReadOnlyList<Condition>
{
    private bool _isSorted;

    public int Count => conditions.Count;

    public Condition this[int index] => Sorted()[index];

    public IEnumerator<Condition> GetEnumerator() => Sorted().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Stable, so that conditions of one object keep the order in which they were found.</summary>
    private List<Condition> Sorted()
    {
        if (!_isSorted)
        {
            var sorted = conditions.OrderBy(condition => condition.Object).ToList();
            conditions.Clear();
            conditions.AddRange(sorted);
            _isSorted = true;
        }
        return conditions;
    }
}

using System.Collections.Immutable;

namespace Ichor.Api;

/// <summary>The tables behind <c>get</c> and <c>watch</c>: for each type the present items with their versions.</summary>
/// <remarks>Belongs to one thread, the one that calls <see cref="Update"/>; watchers are called on it.</remarks>
public sealed class ResourceTables(TimeProvider clock)
{
    private sealed class Table(ResourceType type)
    {
        public ResourceType Type { get; } = type;
        public Dictionary<string, Resource> ById { get; set; } = [];
        public ImmutableArray<Resource> Items { get; set; } = [];
        public ImmutableArray<Action<ResourceEvent>> Watchers { get; set; } = [];

        /// <summary>Fills the table when somebody looks at it for the first time.</summary>
        public Action? Fill { get; set; }

        public bool IsLookedAt { get; set; }
    }

    private readonly Dictionary<string, Table> _tables = [];

    /// <summary>Registered types, ordered by name.</summary>
    public IEnumerable<ResourceType> Types =>
        _tables.Values.Select(table => table.Type).OrderBy(type => type.Name, StringComparer.Ordinal);

    /// <summary>Adds a type with an empty table; a second registration of the same type changes nothing.</summary>
    /// <exception cref="ArgumentException">Another type has this name, or a column shows no field.</exception>
    public void Register(ResourceType type)
    {
        type.Check();
        if (!_tables.TryAdd(type.Name, new Table(type)) && _tables[type.Name].Type != type)
            throw new ArgumentException($"{type.Name} is registered twice", nameof(type));
    }

    /// <summary>Items of a type, ordered by id.</summary>
    public ImmutableArray<Resource> Items(ResourceType type) => LookAt(type).Items;

    /// <summary>The item with this id.</summary>
    public Resource? Find(ResourceType type, string id) => LookAt(type).ById.GetValueOrDefault(id);

    /// <summary>Replaces a table: what is new is created, what prints differently is updated, what is missing is destroyed.</summary>
    /// <returns>How many watch events that made.</returns>
    /// <remarks>Of several items with one id the first counts.</remarks>
    public int Update<T>(ResourceType<T> type, IEnumerable<T> items)
        where T : notnull
    {
        Register(type);
        return Put(type, items, clock.GetUtcNow());
    }

    private int Put<T>(ResourceType<T> type, IEnumerable<T> items, DateTimeOffset now)
        where T : notnull
    {
        var table = Of(type);
        var next = new Dictionary<string, Resource>(table.ById.Count, StringComparer.Ordinal);
        var events = new List<ResourceEvent>();
        foreach (var item in items)
        {
            var id = type.Key(item);
            if (next.ContainsKey(id))
                continue;
            var old = table.ById.GetValueOrDefault(id);
            var resource = old?.Next(item, now) ?? new Resource(type, id, item, 1, now, now);
            next.Add(id, resource);
            if (resource != old)
                events.Add(new(old is null ? ResourceChange.Created : ResourceChange.Updated, resource));
        }
        foreach (var (id, old) in table.ById)
            if (!next.ContainsKey(id))
                events.Add(new(ResourceChange.Destroyed, old));
        if (events.Count > 0)
            Publish(table, next, events);
        return events.Count;
    }

    /// <summary>Replaces a table of which there may be thousands of items. It costs nothing before somebody looks at it: its items then
    /// count as created when they were last offered, which is when they are known to have been there.</summary>
    /// <param name="type">The table.</param>
    /// <param name="items">Gives the items as they are when it is called.</param>
    public void Offer<T>(ResourceType<T> type, Func<IEnumerable<T>> items)
        where T : notnull
    {
        Register(type);
        var (table, now) = (Of(type), clock.GetUtcNow());
        if (table.IsLookedAt)
            Put(type, items(), now);
        else
            table.Fill = () => Put(type, items(), now);
    }

    /// <summary>Calls <paramref name="watcher"/> for every change from now on, until the result is disposed.</summary>
    public IDisposable Watch(ResourceType type, Action<ResourceEvent> watcher)
    {
        var table = LookAt(type);
        table.Watchers = table.Watchers.Add(watcher);
        return new Subscription(() => table.Watchers = table.Watchers.Remove(watcher));
    }

    /// <summary>Finds a type by any of its names, in any case.</summary>
    /// <returns>One type, or several when the name is ambiguous, or none.</returns>
    public ImmutableArray<ResourceType> Resolve(string name)
    {
        var lower = name.ToLowerInvariant();
        return [.. Types.Where(type => type.AllNames.Contains(lower))];
    }

    private static void Publish(Table table, Dictionary<string, Resource> next, List<ResourceEvent> events)
    {
        table.ById = next;
        table.Items = [.. next.Values.OrderBy(resource => resource.Id, StringComparer.Ordinal)];
        events.Sort((a, b) => string.CompareOrdinal(a.Resource.Id, b.Resource.Id));
        foreach (var watcher in table.Watchers)
            foreach (var change in events)
                watcher(change);
    }

    private Table LookAt(ResourceType type)
    {
        var table = Of(type);
        var (fill, _) = (table.Fill, table.IsLookedAt = true);
        table.Fill = null;
        fill?.Invoke();
        return table;
    }

    private Table Of(ResourceType type) =>
        _tables.TryGetValue(type.Name, out var table) ? table : throw new ArgumentException($"{type.Name} is not registered", nameof(type));

    private sealed class Subscription(Action end) : IDisposable
    {
        private Action? _end = end;

        public void Dispose()
        {
            _end?.Invoke();
            _end = null;
        }
    }
}

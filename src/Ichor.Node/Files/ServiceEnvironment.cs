using System.Text;
using Ichor.Config;
using Ichor.Node.State;

namespace Ichor.Node.Files;

/// <summary>
/// <c>machine.env</c>: variables of services that start from now on. PID 1 keeps them; which of them are from a config is
/// remembered for the next life of this process, so that one that has vanished from the config vanishes there, too.
/// </summary>
/// <param name="folder">In memory, as what PID 1 knows.</param>
/// <param name="set">Sets a variable; with null it is again what it was without a config.</param>
internal sealed class ServiceEnvironment(StateFolder folder, Action<string, string?> set)
{
    private const string Names = "environment.names";

    public void Apply(IEnumerable<EnvironmentVariable> variables)
    {
        // Both machine.env and documents name variables; as in a shell, the last word on one counts.
        var wanted = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var variable in variables)
            wanted[variable.Name] = variable.Value;
        var known = folder.Read(Names) is { } bytes ? Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries) : [];
        var names = string.Join('\n', wanted.Keys.Order(StringComparer.Ordinal));
        if (names != string.Join('\n', known))
            folder.Write(Names, Encoding.UTF8.GetBytes(names));
        foreach (var name in known.Where(name => !wanted.ContainsKey(name)))
            set(name, null);
        foreach (var (name, value) in wanted)
            set(name, value);
    }
}

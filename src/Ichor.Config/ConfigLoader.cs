using System.Collections.Immutable;

namespace Ichor.Config;

internal sealed class ConfigLoader(string name, ConfigMode mode)
{
    public (MachineConfig? Config, ImmutableArray<Problem> Problems) Load(string yaml) =>
        throw new NotSupportedException($"{name} {mode} {yaml.Length}");
}

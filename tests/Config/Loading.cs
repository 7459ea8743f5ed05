using System.Collections.Immutable;

namespace Ichor.Config.Tests;

/// <summary>YAML in, config or problems out.</summary>
internal static class Loading
{
    public static MachineConfig Config(string yaml, ConfigMode mode = ConfigMode.Cloud)
    {
        var (config, problems) = ConfigFile.Load("config.yaml", yaml, mode);
        Assert.True(config is not null, string.Join('\n', problems));
        return config;
    }

    /// <summary>Every problem as it is printed, one per line.</summary>
    public static string Problems(string yaml, ConfigMode mode = ConfigMode.Cloud) =>
        Text(ConfigFile.Load("config.yaml", yaml, mode).Problems);

    /// <summary>The problems of an entry of machine.network.interfaces, which begins in line 4.</summary>
    public static string DeviceProblems(string device) => Problems(Device(device));

    public static DeviceConfig DeviceOf(string device) => Config(Device(device)).Network.Interfaces[0];

    private static string Device(string device) =>
        "machine:\n  network:\n    interfaces:\n    - " + device.ReplaceLineEndings("\n      ").TrimEnd() + "\n";

    public static string Text(ImmutableArray<Problem> problems) => string.Join('\n', problems);
}

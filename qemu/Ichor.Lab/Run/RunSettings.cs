using System.Globalization;
using Ichor.Lab.Machines;

namespace Ichor.Lab.Run;

/// <summary>What a person asks of <c>make run</c>.</summary>
public sealed record RunSettings
{
    /// <summary>The variables in one line.</summary>
    public const string Help = "BOOT=uefi|bios NICS=n BOND=1 CONFIG=file.yaml CHECK=1";

    const int MostCards = 8;

    /// <summary>What starts the ISO.</summary>
    public Firmware Firmware { get; init; } = Firmware.Uefi;

    /// <summary>Number of network cards.</summary>
    public int Cards { get; init; } = 1;

    /// <summary>Whether the cards are one bond.</summary>
    public bool Bond { get; init; }

    /// <summary>A machine config, and its file's name.</summary>
    public (string Name, string Text)? Config { get; init; }

    /// <summary>Whether nobody is watching: boot, judge, leave.</summary>
    public bool Check { get; init; }

    /// <summary>Reads the variables; an empty one is as good as none.</summary>
    /// <exception cref="LabException">One of them says something that cannot be.</exception>
    public static RunSettings Read(Func<string, string?> variable)
    {
        var bond = Flag("BOND", variable);
        var settings = new RunSettings
        {
            Firmware = variable("BOOT") switch
            {
                null or "" or "uefi" => Firmware.Uefi,
                "bios" => Firmware.Bios,
                var other => throw new LabException($"BOOT={other} is neither uefi nor bios"),
            },
            Cards = Math.Max(Count(variable("NICS")), bond ? 2 : 1),          // a pair is the least one bonds
            Bond = bond,
            Config = variable("CONFIG") is { Length: > 0 } file ? (file, ReadConfig(file)) : null,
            Check = Flag("CHECK", variable),
        };
        return settings is { Bond: true, Config: not null }
            ? throw new LabException("BOND=1 brings a machine config of its own: say the bond in the file of CONFIG instead")
            : settings;
    }

    /// <summary>The config to boot with: the person's, or the bond's, or none.</summary>
    public string? MachineConfig => Config?.Text ?? (Bond ? BondConfig : null);

    const string BondConfig = """
        machine:
          network:
            interfaces:
              - interface: bond0
                dhcp: true
                bond:
                  mode: active-backup
                  miimon: 100
                  deviceSelectors:
                    - driver: virtio_net
        """;

    static int Count(string? text) =>
        string.IsNullOrEmpty(text) ? 1
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= MostCards ? count
        : throw new LabException($"NICS={text} is not a number from 1 to {MostCards}");

    static bool Flag(string name, Func<string, string?> variable) => variable(name) switch
    {
        null or "" or "0" => false,
        "1" => true,
        var other => throw new LabException($"{name}={other} is neither 0 nor 1"),
    };

    static string ReadConfig(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new LabException($"CONFIG={file} cannot be read: {unreadable.Message}", unreadable);
        }
    }
}

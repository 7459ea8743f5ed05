using System.Globalization;
using Ichor.Config;

namespace Ichor.Node.Modules;

/// <summary>The parameters that a module in the kernel has, as far as it shows them: those with a file below /sys/module.</summary>
/// <param name="module">Its name in the kernel.</param>
/// <param name="sysfs">/sys, but for tests.</param>
internal sealed class LoadedParameters(string module, string sysfs)
{
    private const UnixFileMode AnyWrite = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    private readonly string _folder = Path.Combine(sysfs, "module", module, "parameters");

    /// <summary>Of those that may be shown; most have no file.</summary>
    public IEnumerable<string> Names => Directory.Exists(_folder) ? Directory.EnumerateFiles(_folder).Select(file => Path.GetFileName(file)) : [];

    /// <summary>A sentence for each parameter that the module has otherwise, or may have otherwise.</summary>
    public IEnumerable<string> Differences(IEnumerable<ModuleParameter> wished) => wished.Select(Difference).OfType<string>();

    private string? Difference(ModuleParameter wished)
    {
        var file = new[] { wished.Name, wished.Name.Replace('-', '_') }.Select(name => Path.Combine(_folder, name)).FirstOrDefault(File.Exists);
        if (file is null)
            return $"whether it has {wished} the kernel does not show";
        var shown = Sysfs.Text(file) ?? "";
        if (IsSame(wished.Value, shown))
            return null;
        var difference = $"{wished.Name} is {(shown.Length == 0 ? "empty" : shown)}, not {wished.Value ?? "on"}";
        return (File.GetUnixFileMode(file) & AnyWrite) == UnixFileMode.None ? difference
            : $"{difference} (machine.sysfs can change it: module.{module}.parameters.{Path.GetFileName(file)})";
    }

    /// <summary>The kernel shows a truth as Y or N, a number in decimal, several values with commas (kernel/params.c).</summary>
    internal static bool IsSame(string? wished, string shown)
    {
        if (wished == shown)
            return true;
        if (shown is "Y" or "N" && Truth(wished) is { } truth)
            return truth == (shown == "Y");
        var (left, right) = ((wished ?? "1").Split(','), shown.Split(','));
        return left.Length == right.Length && left.Zip(right).All(pair =>
            pair.First == pair.Second || Number(pair.First) is { } number && number == Number(pair.Second));
    }

    /// <summary>kstrtobool of lib/kstrtox.c, which looks at the first letter; a name alone is yes.</summary>
    private static bool? Truth(string? text) => text switch
    {
        null or ['y' or 'Y' or 't' or 'T' or '1', ..] or ['o' or 'O', 'n' or 'N', ..] => true,
        ['n' or 'N' or 'f' or 'F' or '0', ..] or ['o' or 'O', 'f' or 'F', ..] => false,
        _ => null,
    };

    /// <summary>As kstrtoll with base 0 takes it: 0x and 0 in front stand for 16 and 8.</summary>
    private static Int128? Number(string text)
    {
        var isNegative = text.StartsWith('-');
        var digits = isNegative || text.StartsWith('+') ? text[1..] : text;
        return Digits(digits) is not { } number ? null : isNegative ? -number : number;
    }

    private static Int128? Digits(string text)
    {
        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            return Int128.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex) ? hex : null;
        if (text.Length is > 1 and < 23 && text[0] == '0' && text.All(c => c is >= '0' and <= '7'))
            return text.Aggregate(Int128.Zero, (sum, digit) => (sum * 8) + (digit - '0'));
        return Int128.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Ichor.Netlink;
using Ichor.Netlink.Links;

namespace Ichor.Config;

/// <summary>The types of single values that are not about the network.</summary>
public static partial class Scalars
{
    private const string Base64Pattern = "^[A-Za-z0-9+/ \\r\\n]*={0,2}[ \\r\\n]*$";

    public static Scalar<string> Text { get; } = new("string", "a text", Always);

    public static Scalar<string> NonEmptyText { get; } = new("string", "a text of at least one character", NotEmpty) { Pattern = "." };

    /// <summary>A token or password.</summary>
    public static Scalar<Secret<string>> Secret { get; } = Hidden(NonEmptyText);

    /// <summary>As in Go's yaml.v3 for boolean fields: true and false in three spellings, and y, yes, on, n, no, off.</summary>
    public static Scalar<bool> Bool { get; } = new("boolean", "true or false", TryParseBool)
    {
        Form = ScalarForm.Boolean,
        Writer = value => value ? "true" : "false",
    };

    /// <summary>Go's syntax; not negative.</summary>
    public static Scalar<TimeSpan> Duration { get; } = new("duration", GoDuration.Allowed,
        (string text, out TimeSpan value) => GoDuration.TryParse(text, out value) && value >= TimeSpan.Zero)
    {
        IsTime = true,
        Writer = GoDuration.Format,
        Pattern = @"^[+-]?(0|([0-9]*[.]?[0-9]*(ns|us|\u00b5s|\u03bcs|ms|s|m|h))+)$",
        Hint = text => YamlInteger.TryParse(text, out var number) && number > 0 ? $"it has no unit; did you mean '{number}s'?" : null,
    };

    /// <summary>Mode bits of a file, a YAML integer: 0o644 and 0644 are octal, a plain 644 is decimal.</summary>
    /// <remarks>To YAML 1.2, which editors read, 0644 is decimal: a range in a schema would refuse good modes.</remarks>
    public static Scalar<uint> FileMode { get; } = Integer("file mode", "file mode bits from 0 to 0o7777, as 0o644 or 0644", 0, 0xFFF, hasRange: false);

    public static Scalar<string> AbsolutePath { get; } = new("path", "an absolute path", TryParsePath) { Pattern = "^/" };

    /// <summary>A name for setenv(3): letters, digits and <c>_</c>, not beginning with a digit.</summary>
    public static Scalar<string> VariableName { get; } = new("variable name", "a variable name: letters, digits and '_', not beginning with a digit", TryParseVariable)
    {
        Pattern = "^[A-Za-z_][A-Za-z0-9_]*$",
    };

    /// <summary>What the kernel takes as the name of a variable.</summary>
    public static Scalar<string> EnvironmentName { get; } = new("variable name", "a variable name: not empty, without '=' and blanks", TryParseEnvironment)
    {
        Pattern = "^[^= ]+$",
    };

    /// <summary>A file below /proc/sys or /sys, its parts divided by dots or slashes.</summary>
    public static Scalar<string> KernelKey { get; } = new("kernel parameter", "a kernel parameter such as net.ipv4.ip_forward", TryParseKernelKey) { Pattern = "^[^ ]+$" };

    /// <summary>A DHCP unique identifier: two bytes of type, and at most 128 more (RFC 8415 section 11.1).</summary>
    public static Scalar<ValueList<byte>> Duid { get; } = new("DUID", "a DUID: 2 to 130 bytes as hexadecimal digits, two for each",
        (string text, out ValueList<byte> value) => TryParseHex(text, out value) && value.Count is >= 2 and <= 130)
    { Pattern = "^([0-9A-Fa-f]{2}){2,130}$", Writer = bytes => Convert.ToHexStringLower(bytes.AsSpan()) };

    /// <summary>Bytes in base64; empty text is no bytes.</summary>
    public static Scalar<ValueList<byte>> Base64 { get; } = new("base64", "bytes in base64", TryParseBase64)
    {
        Writer = bytes => Convert.ToBase64String(bytes.AsSpan()),
        Pattern = Base64Pattern,
    };

    /// <summary>Bytes in base64 that are never printed.</summary>
    public static Scalar<Secret<ValueList<byte>>> SecretBase64 { get; } = Hidden(Base64);

    /// <summary>32 bytes in base64 that are never printed; nothing counts as not given.</summary>
    public static Scalar<Secret<ValueList<byte>>> ClusterSecret { get; } = Hidden(new Scalar<ValueList<byte>>("base64", "32 bytes in base64 (44 characters)", TryParse32Bytes)
    {
        Pattern = Base64Pattern,
    });

    /// <summary>32 bytes in base64, of either alphabet (RFC 4648 sections 4 and 5); kept as text.</summary>
    public static Scalar<string> ClusterId { get; } = new("base64", "32 bytes in base64 (44 characters)", (string text, [MaybeNullWhen(false)] out string value) =>
    {
        value = text;
        return TryParse32Bytes(text.Replace('-', '+').Replace('_', '/'), out _);
    })
    {
        Pattern = "^[A-Za-z0-9+/_-]{43}=$",
    };

    /// <summary>A module of the kernel, as modprobe takes it.</summary>
    public static Scalar<string> ModuleName { get; } = new("module name", "a module name: letters, digits, '_' and '-'", (string text, [MaybeNullWhen(false)] out string value) =>
    {
        value = text;
        // The kernel's MODULE_NAME_LEN is 64 less a pointer.
        return text.Length is > 0 and < 56 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
    })
    {
        Pattern = "^[A-Za-z0-9_-]{1,55}$",
        Hint = text => text[(text.LastIndexOf('/') + 1)..].Split(".ko")[0] is { Length: > 0 } name && name != text && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-')
            ? $"did you mean '{name}'?" : null,
    };

    /// <summary>A parameter of a kernel module; several, when there are blanks between them.</summary>
    public static Scalar<ValueList<ModuleParameter>> ModuleParameters { get; } = new("module parameter", ModuleParameter.Allowed, ModuleParameter.TryParse)
    {
        Pattern = "^\\s*\"?[A-Za-z0-9_]",
        Writer = parameters => string.Join(' ', parameters),
        Hint = ModuleParameter.Hint,
    };

    public static Scalar<DiskSizeMatch> DiskSizeMatch { get; } = new("disk size", Config.DiskSizeMatch.Allowed,
        (string text, [MaybeNullWhen(false)] out DiskSizeMatch value) => Config.DiskSizeMatch.TryParse(text, out value))
    {
        Pattern = "^[<>=]{0,2} *[0-9.]+ *[A-Za-z]*$",
    };

    public static Scalar<uint> UInt32(uint least = 0, uint most = uint.MaxValue) =>
        Integer("integer", $"an integer from {least} to {most}", least, most);

    public static Scalar<ushort> UInt16(ushort least = 0, ushort most = ushort.MaxValue) =>
        new("integer", $"an integer from {least} to {most}", (string text, out ushort value) =>
        {
            var valid = TryParseInteger(text, least, most, out var number);
            value = (ushort)number;
            return valid;
        })
        { MayBeQuoted = false, Range = (least, most) };

    public static Scalar<int> Int32 { get; } = new("integer", "an integer", (string text, out int value) =>
    {
        var valid = TryParseInteger(text, int.MinValue, int.MaxValue, out var number);
        value = (int)number;
        return valid;
    })
    { MayBeQuoted = false };

    /// <summary>One of some words; letter case counts.</summary>
    public static Scalar<T> Enum<T>(params (string Word, T Value)[] words) =>
        new("enumeration", $"one of {string.Join(", ", words.Select(word => word.Word))}", (string text, [MaybeNullWhen(false)] out T value) =>
        {
            foreach (var (word, meaning) in words)
                if (word == text)
                {
                    value = meaning;
                    return true;
                }
            value = default;
            return false;
        })
        {
            Words = words.Select(word => word.Word).ToValueList(),
            Writer = value => words.First(word => EqualityComparer<T>.Default.Equals(word.Value, value)).Word,
        };

    /// <summary>An absolute URL of one of the given schemes, with a host (but for file:).</summary>
    public static Scalar<string> Url(params string[] schemes) =>
        new("URL", $"a URL beginning with {string.Join(" or ", schemes.Select(scheme => scheme + "://"))}", (string text, [MaybeNullWhen(false)] out string value) =>
        {
            value = text;
            return Uri.TryCreate(text, UriKind.Absolute, out var url) && schemes.Contains(url.Scheme, StringComparer.OrdinalIgnoreCase)
                && text.Contains("://", StringComparison.Ordinal) && (url.Host.Length > 0 || url.Scheme == Uri.UriSchemeFile);
        })
        { Pattern = "://" };

    /// <summary>The value of a link option.</summary>
    public static Scalar<object> Of(LinkSetting setting) =>
        new(TypeOf(setting), setting.Allowed, (string text, [MaybeNullWhen(false)] out object value) => setting.TryParse(Plain(setting, text), out value))
        {
            Writer = setting.Format,
            Words = setting.Allowed.StartsWith("one of ", StringComparison.Ordinal) ? setting.Allowed[7..].Split(", ").ToValueList() : [],
            Form = setting is LinkSetting<bool> ? ScalarForm.Flag : RangeOf(setting) is null ? ScalarForm.Text : ScalarForm.Integer,
            Range = RangeOf(setting),
        };

    private static string TypeOf(LinkSetting setting) => setting switch
    {
        LinkSetting<bool> => "boolean",
        LinkSetting<LinkName> => "link name",
        LinkSetting<AddressList> => "IP addresses",
        _ when RangeOf(setting) is not null => "integer",
        _ => "enumeration",
    };

    private static (long Least, long Most)? RangeOf(LinkSetting setting) =>
        setting.Allowed.Split(' ') is ["a", "number", "from", var least, "to", var most]
            ? (long.Parse(least, CultureInfo.InvariantCulture), long.Parse(most, CultureInfo.InvariantCulture))
            : null;

    // The rows know the kernel's spelling; YAML has more ways to write a truth or a number.
    private static string Plain(LinkSetting setting, string text) => setting switch
    {
        LinkSetting<bool> when TryParseBool(text, out var truth) => truth ? "true" : "false",
        LinkSetting<uint> or LinkSetting<ushort> when YamlInteger.TryParse(text, out var number) => number.ToString(CultureInfo.InvariantCulture),
        _ => text,
    };

    private static Scalar<uint> Integer(string type, string allowed, uint least, uint most, bool hasRange = true) =>
        new(type, allowed, (string text, out uint value) =>
        {
            var valid = TryParseInteger(text, least, most, out var number);
            value = (uint)number;
            return valid;
        })
        { MayBeQuoted = false, Range = hasRange ? (least, most) : null };

    private static bool TryParseInteger(string text, long least, long most, out long value) =>
        YamlInteger.TryParse(text, out value) && value >= least && value <= most;

    private static Scalar<Secret<T>> Hidden<T>(Scalar<T> scalar) =>
        new(scalar.Type, scalar.Allowed, (string text, [MaybeNullWhen(false)] out Secret<T> value) =>
        {
            value = scalar.TryParse(text, out var open) ? new Secret<T>(open) : null;
            return value is not null;
        })
        { IsSecret = true, Pattern = scalar.Pattern, Hint = scalar.Hint };

    private static bool Always(string text, [MaybeNullWhen(false)] out string value)
    {
        value = text;
        return true;
    }

    private static bool NotEmpty(string text, [MaybeNullWhen(false)] out string value)
    {
        value = text;
        return text.Length > 0;
    }

    private static bool TryParseBool(string text, out bool value)
    {
        value = text is "true" or "True" or "TRUE" or "y" or "Y" or "yes" or "on";
        return value || text is "false" or "False" or "FALSE" or "n" or "N" or "no" or "off";
    }

    private static bool TryParsePath(string text, [MaybeNullWhen(false)] out string value)
    {
        value = text;
        return text.StartsWith('/') && text.Length > 1 && !text.Contains('\0');
    }

    private static bool TryParseVariable(string text, [MaybeNullWhen(false)] out string value)
    {
        value = text;
        return text.Length > 0 && !char.IsAsciiDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
    }

    private static bool TryParseEnvironment(string text, [MaybeNullWhen(false)] out string value)
    {
        value = text;
        return text.Length > 0 && !text.Any(c => c is '=' or <= ' ');
    }

    private static bool TryParseKernelKey(string text, [MaybeNullWhen(false)] out string value)
    {
        value = text;
        return text.Length > 0 && !text.Any(c => c <= ' ')
            && !Array.Exists(KernelParameter.PathOf(text).Split('/'), part => part is "" or "." or "..");
    }

    private static bool TryParseBase64(string text, out ValueList<byte> value)
    {
        var bytes = new byte[text.Length];
        var valid = Convert.TryFromBase64String(text, bytes, out var length);
        value = valid ? [.. bytes.AsSpan(0, length)] : [];
        return valid;
    }

    private static bool TryParse32Bytes(string text, out ValueList<byte> value) =>
        TryParseBase64(text, out value) && value.Count == 32;

    private static bool TryParseHex(string text, out ValueList<byte> value)
    {
        var valid = text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit);
        value = valid ? [.. Convert.FromHexString(text)] : [];
        return valid;
    }
}

using static System.IO.UnixFileMode;

namespace Ichor.Disks;

/// <summary>The permissions that files of an image have, since C# has no octal numbers.</summary>
public static class UnixModes
{
    /// <summary>0755: directories and programs.</summary>
    public const UnixFileMode Executable = UserRead | UserWrite | UserExecute | GroupRead | GroupExecute | OtherRead | OtherExecute;

    /// <summary>0644: data everybody may read.</summary>
    public const UnixFileMode Regular = UserRead | UserWrite | GroupRead | OtherRead;

    /// <summary>0600: secrets.</summary>
    public const UnixFileMode Private = UserRead | UserWrite;

    /// <summary>01777: a directory for everybody's temporary files.</summary>
    public const UnixFileMode Temporary = Executable | GroupWrite | OtherWrite | StickyBit;
}

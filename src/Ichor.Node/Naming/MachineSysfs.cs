using Ichor.Linux;
using Ichor.Network.Names;

namespace Ichor.Node.Naming;

/// <summary>The sysfs of the machine that this program runs on.</summary>
internal static class MachineSysfs
{
    public static SysfsTree Tree { get; } = new(SysfsFolder.Mounted.ReadFile, SysfsFolder.Mounted.ReadLink, SysfsFolder.Mounted.List)
    {
        ReadFiles = SysfsFolder.Mounted.ReadFiles,
        ShareOut = Processors.ShareOut,
    };
}

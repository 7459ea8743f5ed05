using System.Runtime.InteropServices;

namespace Ichor.Linux;

public static unsafe partial class Libc
{
    [LibraryImport(Library, EntryPoint = "setdomainname", SetLastError = true)]
    public static partial int SetDomainName(byte* name, nuint length);
}

using Ichor.Init;
using Ichor.Node;
using Ichor.Node.Acquire;
using Ichor.Node.Modules;

namespace Ichor;

/// <summary>Which of the program's roles was asked for: by the name it was called with (the kernel calls modprobe),
/// else by the first argument; process 1 without a role is init.</summary>
static class Roles
{
    const int UsageError = 64;   // sysexits.h EX_USAGE

    public static int Run(string calledAs, string[] arguments) => (Path.GetFileName(calledAs), arguments) switch
    {
        ("modprobe", _) => ModprobeProgram.Run(arguments),
        ("poweroff", _) => PowerProgram.PowerOff(),
        ("reboot", _) => PowerProgram.Reboot(),
        (_, ["node", ..]) => NodeProgram.Run(arguments[1..]),
        (_, ["fetch", ..]) => FetchProgram.Run(arguments[1..]),
        (_, ["load-module", ..]) => LoadModuleProgram.Run(arguments[1..]),
        (_, ["run-as", ..]) => RunAs.Run(arguments[1..]),
        (_, ["self-test", ..]) => SelfTest.Run(),
        _ when Environment.ProcessId == 1 => InitProgram.Run(),
        (_, ["init", ..]) => InitProgram.Run(),
        _ => Missing(arguments.FirstOrDefault() ?? "(none)"),
    };

    static int Missing(string role)
    {
        Console.Error.WriteLine($"ichor: role '{role}' does not exist in this program");
        return UsageError;
    }
}

using Ichor.Linux.Processes;

namespace Ichor.Init.Supervision;

/// <summary>From a service record to what is executed.</summary>
static class SpawnRequests
{
    public static SpawnRequest For(ServiceRecord record, ChildEnvironment environment)
    {
        var command = record is { User: 0, Group: 0 } ? record.Command : RunAs.Wrap(record);
        return new SpawnRequest(command[0], command, environment.For(record.Environment)) { Output = -1 };
    }
}

using Ichor.Lab;
using Ichor.Lab.Run;

if (args is not ["run"])
{
    Console.Error.WriteLine($"usage: Ichor.Lab run   ({RunSettings.Help})");
    return 2;
}
try
{
    return await RunProgram.RunAsync(RunSettings.Read(Environment.GetEnvironmentVariable));
}
catch (LabException problem)
{
    Console.Error.WriteLine($"make run: {problem.Message}");
    return 1;
}

using Ichor.Network;
using Ichor.Network.Tests.Planning;

namespace Ichor.Stories.Tests;

/// <summary>A story goes on until nothing is left to do: what the plans say, a kernel does, and it refuses none of it.</summary>
public sealed class SettlingTests
{
    private const int Rounds = 8;

    public static TheoryData<string> Stories() => [.. Story.All.Select(story => story.Name)];

    [Theory]
    [MemberData(nameof(Stories))]
    public void The_machine_comes_to_rest(string name)
    {
        var story = new Story(name);
        var (inputs, machine) = story.Begin(story.Config);
        var kernel = new FakeKernel(machine.Observed);
        var isAtRest = kernel.Settle(inputs, Rounds);
        Assert.Empty(kernel.Refusals);
        Assert.True(isAtRest, string.Join('\n', Planner.Plan(inputs, kernel.Observed).Operations));
    }
}

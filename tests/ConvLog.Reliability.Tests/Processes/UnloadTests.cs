using ConvLog.Privacy;

namespace ConvLog.Reliability.Tests.Processes;

/// <summary>A plug-in that logs, in a host that unloads it.</summary>
public class UnloadTests
{
    [Fact]
    public async Task A_plug_in_that_used_a_store_can_be_unloaded_and_loaded_again()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("c.db");
        await using var host = HostProcess.Start(path, "plug-in");
        var lines = await host.EndedAsync();

        host.ExitCode.Should().Be(7, host.Errors);
        lines.Should().Equal("unloaded", "unloaded", "unloaded");
        await using var store = new SqliteConversationStore(path);
        var view = await new ConversationReader(store).GetAsync(new Reader("tests", canReadPii: true), "c");
        view!.FunctionEvents.SelectMany(static call => call.Entries).Should().HaveCount(3);
    }
}

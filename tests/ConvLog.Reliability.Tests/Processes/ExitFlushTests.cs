using System.Globalization;
using ConvLog.Privacy;

namespace ConvLog.Reliability.Tests.Processes;

/// <summary>A process that exits without disposing its host.</summary>
public class ExitFlushTests
{
    [Theory]
    [InlineData("return")]
    [InlineData("exit")]
    [InlineData("throw")]
    [InlineData("stop")]
    [InlineData("starved-exit")]
    public async Task Queued_entries_are_stored(string how)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("c.db");
        await using var host = HostProcess.Start(path, how);
        await host.EndedAsync();

        host.ExitCode.Should().Be(how is "throw" ? 134 : 7, host.Errors);
        host.Errors.Should().NotContain("not stored");
        (await EntriesAsync(path)).Should().Be(5_000);
    }

    [Fact]
    public async Task A_host_is_disposed_and_its_queue_stored_even_with_a_starved_thread_pool()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("c.db");
        await using var host = HostProcess.Start(path, "starved");
        var lines = await host.EndedAsync();

        host.ExitCode.Should().Be(7, host.Errors);
        double seconds = double.Parse(lines.Should().ContainSingle().Which["disposed ".Length..], CultureInfo.InvariantCulture);
        seconds.Should().BeLessThan(5);
        (await EntriesAsync(path)).Should().Be(5_000);
    }

    [Fact]
    public async Task Records_that_a_sink_did_not_store_in_time_are_counted_on_standard_error()
    {
        using var folder = new TemporaryFolder();
        await using var host = HostProcess.Start(folder.File("c.db"), "hang");
        await host.EndedAsync();

        host.ExitCode.Should().Be(7);
        host.Errors.Should().MatchRegex("ConvLog: the process ends, and 500[0-9] records for Hanging are not stored\\.");
    }

    private static async Task<int> EntriesAsync(string path)
    {
        await using var store = new SqliteConversationStore(path);
        var view = await new ConversationReader(store).GetAsync(new Reader("tests", canReadPii: true), "c");
        return view!.Entries.Count;
    }
}

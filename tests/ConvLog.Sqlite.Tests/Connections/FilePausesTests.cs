using ConvLog.Sqlite.Tests.Support;

namespace ConvLog.Sqlite.Tests.Connections;

public sealed class FilePausesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_read_that_meets_several_commits_in_a_row_pauses_for_microseconds_and_not_for_a_second()
    {
        using var database = new Database(_folder.File("conversations.db"), new SqliteStoreOptions());
        database.Prepare();

        // Without usleep, the engine's own pause is a whole second, and it says so.
        FilePauses.Ask(39).Should().Be(39);
        FilePauses.Ask(1_500).Should().Be(1_500);
    }
}

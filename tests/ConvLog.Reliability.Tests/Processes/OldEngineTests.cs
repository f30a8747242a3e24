namespace ConvLog.Reliability.Tests.Processes;

/// <summary>A program that makes SQLitePCLRaw load the SQLite of the system, which is older than 3.51.3.</summary>
public class OldEngineTests
{
    [MachineFact(MachineNeeds.OldSqlite)]
    public async Task A_SQLite_version_that_can_lose_entries_is_refused_and_no_file_is_created()
    {
        using var database = new WitnessedDatabase();
        await using var child = ChildProcess.Start(database.Path, "--records 1", environment: ("CONVLOG_SQLITE_ENGINE", Machine.SystemSqlite));

        var testimony = await child.EndedAsync();

        child.ExitCode.Should().NotBe(0);
        child.Errors.Should().Contain($"SQLite {Machine.OldSqlite} can lose acknowledged entries").And.Contain("Use 3.51.3 or later");
        testimony.IsOpened.Should().BeFalse();
        File.Exists(database.Path).Should().BeFalse();
    }
}

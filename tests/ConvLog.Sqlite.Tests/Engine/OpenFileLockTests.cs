using System.Diagnostics;
using ConvLog.Sqlite.Connections;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Files;
using ConvLog.Sqlite.Tests.Support;

namespace ConvLog.Sqlite.Tests.Engine;

/// <summary>
/// When a process closes a file, Unix releases all its locks on that file. Another process would then consider the WAL unused, and delete it while connections
/// write to it.
/// </summary>
public sealed class OpenFileLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder.File("conversations.db");

    public void Dispose() => _folder.Dispose();

    [LinuxFact]
    public async Task A_second_store_on_a_file_keeps_the_locks_of_the_first()
    {
        using var first = new Database(FilePath, new SqliteStoreOptions());
        await first.PutAsync("first");
        ShouldBeLocked(FilePath);

        using (var second = new SqliteConversationStore(FilePath, new SqliteStoreOptions { IndexText = false }))
        {
            await second.CheckHealthAsync();
            ShouldBeLocked(FilePath);
        }

        ShouldBeLocked(FilePath);
        ShouldBeLocked(DatabaseFile.SharedMemoryOf(FilePath));
    }

    [LinuxFact]
    public void A_refused_store_keeps_the_locks_of_other_users_of_the_file()
    {
        File.WriteAllBytes(FilePath, []);
        using var theirs = Session.Open(FilePath, TimeSpan.Zero);
        theirs.Execute("PRAGMA application_id = 7; PRAGMA journal_mode = WAL; CREATE TABLE theirs (x)");
        ShouldBeLocked(FilePath);

        var opening = () => new SqliteConversationStore(FilePath);

        opening.Should().Throw<ConvLog.Storage.ConversationStoreException>();
        ShouldBeLocked(FilePath);
    }

    // Checked repeatedly, because the system's list of locks is not a consistent snapshot.
    private static void ShouldBeLocked(string path)
    {
        using var stat = Process.Start(new ProcessStartInfo("stat", ["-c", "%i", path]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        string ours = $" {Environment.ProcessId} ";
        string inode = $":{stat.StandardOutput.ReadToEnd().Trim()} ";

        SpinWait.SpinUntil(() => File.ReadLines("/proc/locks")
            .Any(line => line.Contains(ours, StringComparison.Ordinal) && line.Contains(inode, StringComparison.Ordinal)), TimeSpan.FromSeconds(5))
            .Should().BeTrue("a connection to {0} is open", Path.GetFileName(path));
    }
}

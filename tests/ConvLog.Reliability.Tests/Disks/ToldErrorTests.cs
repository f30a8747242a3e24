
namespace ConvLog.Reliability.Tests.Disks;

/// <summary>Errors put into a child's system calls are told by health in the words for them.</summary>
public class ToldErrorTests
{
    [MachineTheory(MachineNeeds.Strace)]
    [InlineData("open", "error=EMFILE", true, "Too many open files: ")]
    [InlineData("open", "error=EMFILE", false, "Too many open files: ")]
    [InlineData("open", "error=ENFILE", true, "Too many open files on this machine")]
    [InlineData("write", "error=EDQUOT", true, "disk: Since ", "The disk quota is used up: make room, or raise the quota.")]
    [InlineData("write", "error=ENOSPC", true, "disk: Since ", "The disk is full")]
    public async Task What_the_system_fails_with_is_told_by_its_word(string family, string error, bool isThere, params string[] words)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("conversations.db");
        if (isThere)
        {
            new SqliteConversationStore(path).Dispose();
        }

        using var fault = new InjectedFault(path, family, error, "1+");
        await using var child = ChildProcess.Start(path, $"--seed {Amount.Seed} --records 20 --waits false", fault.Under);
        await child.UntilAsync(testimony => testimony.Health.Any(health => words.All(word => health.Contains(word, StringComparison.Ordinal))));

        child.Kill();
        fault.HasStruck.Should().BeTrue();
    }
}

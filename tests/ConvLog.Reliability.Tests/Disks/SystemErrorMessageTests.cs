
namespace ConvLog.Reliability.Tests.Disks;

/// <summary>Health reports errors injected into the system calls of a child with their description.</summary>
public class SystemErrorMessageTests
{
    /// <summary>The call, its error, whether the file exists, and the expected words. The usual run has one error of opening and one of writing.</summary>
    public static TheoryData<string, string, bool, string[]> Errors()
    {
        var errors = new TheoryData<string, string, bool, string[]>
        {
            { "open", "error=EMFILE", true, ["Too many open files: "] },
            { "write", "error=ENOSPC", true, ["disk: Since ", "The disk is full"] },
        };
        if (CiRun.IsOn)
        {
            errors.Add("open", "error=EMFILE", false, ["Too many open files: "]);
            errors.Add("open", "error=ENFILE", true, ["Too many open files on this machine"]);
            errors.Add("write", "error=EDQUOT", true, ["disk: Since ", "The disk quota is used up: make room, or raise the quota."]);
        }

        return errors;
    }

    [MachineTheory(MachineNeeds.Strace)]
    [MemberData(nameof(Errors))]
    [Trait(CiRun.Trait, CiRun.Only)]
    public async Task Operating_system_errors_are_reported_by_their_description(string family, string error, bool isThere, string[] words)
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
        fault.HasOccurred.Should().BeTrue();
    }
}

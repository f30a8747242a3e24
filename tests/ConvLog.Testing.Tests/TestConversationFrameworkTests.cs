using System.Diagnostics;

namespace ConvLog.Testing.Tests;

/// <summary>Tests in frameworks that <c>dotnet test</c> does not run here: programs that print their own summary.</summary>
public class TestConversationFrameworkTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);

    [Theory]
    [InlineData("ConvLog.TUnit.Tests", "--no-ansi --progress off --disable-logo", @"total: 9\s+failed: 0\s+succeeded: 9\s+skipped: 0\s")]
    [InlineData("ConvLog.Expecto.Tests", "--no-spinner --colours 0", @" 8 tests run .* 8 passed, 0 ignored, 0 failed, 0 errored\.")]
    public async Task All_tests_of_the_framework_pass(string project, string arguments, string summary)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", ProgramOf(project), .. arguments.Split(' ')])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Keeps TUnit from sending telemetry and writing reports.
        start.Environment["TESTINGPLATFORM_TELEMETRY_OPTOUT"] = "1";
        start.Environment["TUNIT_DISABLE_GITHUB_REPORTER"] = "true";
        start.Environment["TUNIT_DISABLE_HTML_REPORTER"] = "true";

        using var program = Process.Start(start)!;
        var errors = program.StandardError.ReadToEndAsync();
        string output = await OutputAsync(program) + await errors;

        program.ExitCode.Should().Be(0, "{0} printed\n{1}", project, output);
        output.Should().MatchRegex(summary);
    }

    private static async Task<string> OutputAsync(Process program)
    {
        try
        {
            string output = await program.StandardOutput.ReadToEndAsync().WaitAsync(s_patience, TimeProvider.System);
            await program.WaitForExitAsync();
            return output;
        }
        finally
        {
            program.Kill(entireProcessTree: true); // No effect on a process that has exited.
        }
    }

    // Built with the same configuration as these tests.
    private static string ProgramOf(string project)
        => Path.Combine(AppContext.BaseDirectory.Replace("ConvLog.Testing.Tests", project, StringComparison.Ordinal), project + ".dll");
}

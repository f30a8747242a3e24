using System.Diagnostics;
using ConvLog.PostgreSql.Tests.Support;

namespace ConvLog.PostgreSql.Tests.Fixtures;

/// <summary>Schemas as SQL text, by pg_dump.</summary>
internal static class FixtureDump
{
    /// <summary>The two schemas of a fixture on a server, without psql commands and without statements that restore session settings.</summary>
    public static async Task<string> OfAsync(PostgresCluster server)
    {
        string program = Path.Combine(PostgresBinaries.Folder!, "pg_dump");
        using var dump = Process.Start(new ProcessStartInfo(
            program,
            ["--inserts", "--no-owner", "--no-privileges", "-n", Fixture.Data, "-n", Fixture.Keys, "-h", server.Folder, "-U", "postgres", "postgres"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        string[] lines = (await dump.StandardOutput.ReadToEndAsync()).Split('\n');
        await dump.WaitForExitAsync();
        dump.ExitCode.Should().Be(0);
        return string.Concat(lines.Where(static line => IsNeeded(line)).Select(static line => line + "\n"));
    }

    private static bool IsNeeded(string line)
        => line.Length > 0 && !line.StartsWith("--", StringComparison.Ordinal) && line[0] != '\\'
            && !line.StartsWith("SET ", StringComparison.Ordinal) && !line.StartsWith("SELECT pg_catalog.set_config(", StringComparison.Ordinal);
}

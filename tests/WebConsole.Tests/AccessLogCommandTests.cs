using ConvLog.Sqlite;
using ConvLog.Storage;
using SQLitePCL;
using WebConsole.Tests.Support;

namespace WebConsole.Tests;

/// <summary>Verifying the access log from the command line.</summary>
public sealed class AccessLogCommandTests : IDisposable
{
    private readonly TempFolder _data = new();

    private string FilePath => Path.Combine(_data.Path, "conversations.db");

    [Fact]
    public async Task An_unmodified_access_log_is_intact_and_its_head_is_printed()
    {
        await WriteAsync();

        var (code, output, errors) = await RunAsync();
        string head = output[(output.IndexOf("Head: ", StringComparison.Ordinal) + "Head: ".Length)..].Split('\n')[0].Trim();
        var (again, _, _) = await RunAsync("--head", head);

        (code, again, errors).Should().Be((0, 0, ""));
        output.Should().Contain("Reads verified: 3").And.Contain("is what was written");
        AccessChainHead.TryParse(head, out var parsed).Should().BeTrue();
        parsed!.Number.Should().Be(3);
    }

    [Fact]
    public async Task A_changed_record_is_reported_and_the_exit_code_is_1()
    {
        await WriteAsync();
        Execute("UPDATE access SET reader = 'eve' WHERE no = 2");

        var (code, _, errors) = await RunAsync();

        code.Should().Be(1);
        errors.Should().Contain("not what was written").And.Contain("Read 2");
    }

    [Fact]
    public async Task A_truncated_log_with_a_moved_head_is_detected_by_the_noted_head()
    {
        await WriteAsync();
        string head = (await HeadAsync()).ToString();
        Execute("DELETE FROM access WHERE no = 3; UPDATE access_chain SET last = 2, last_hash = (SELECT hash FROM access WHERE no = 2)");

        (await RunAsync()).Code.Should().Be(0);
        var (code, _, errors) = await RunAsync("--head", head);

        code.Should().Be(1);
        errors.Should().Contain("Read 3 is missing");
    }

    [Theory]
    [InlineData("--head: 'abc' is not", "--head", "abc")]
    [InlineData("verify-access-log takes --data, --postgres and --head; --no-demo is one too many", "--no-demo")]
    public async Task Invalid_arguments_are_named(string message, params string[] more)
    {
        var (code, _, errors) = await RunAsync(more);

        code.Should().Be(2);
        errors.Should().Contain(message);
    }

    [Fact]
    public async Task Without_stored_data_nothing_is_created_and_the_exit_code_is_1()
    {
        (await RunAsync()).Code.Should().Be(1);
        Directory.EnumerateFiles(_data.Path).Should().BeEmpty();
    }

    public void Dispose() => _data.Dispose();

    private async Task WriteAsync()
    {
        await using var store = new SqliteConversationStore(FilePath);
        await store.WriteAccessAsync(
            [.. Enumerable.Range(0, 3)
            .Select(static i => new AccessRecord { At = DateTimeOffset.UnixEpoch.AddMinutes(i), Reader = "Ada", Kind = AccessKind.Users })]);
    }

    private async Task<AccessChainHead> HeadAsync()
    {
        await using var store = new SqliteConversationStore(FilePath);
        return (await store.VerifyAccessAsync()).Head!;
    }

    private async Task<(int Code, string Output, string Errors)> RunAsync(params string[] more)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        int code = await new Sample(output, errors, new FixedTime()).RunAsync(["verify-access-log", "--data", _data.Path, .. more], default);
        return (code, output.ToString(), errors.ToString());
    }

    private void Execute(string sql)
    {
        raw.sqlite3_open(FilePath, out var database).Should().Be(raw.SQLITE_OK);
        using (database)
        {
            raw.sqlite3_exec(database, sql).Should().Be(raw.SQLITE_OK);
        }
    }
}

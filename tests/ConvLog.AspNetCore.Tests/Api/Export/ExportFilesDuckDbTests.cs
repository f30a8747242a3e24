using System.Text.Json;

namespace ConvLog.AspNetCore.Tests.Api.Export;

/// <summary>The exported files as DuckDB reads them.</summary>
[Trait(CiRun.Trait, CiRun.Only)]
public sealed class ExportFilesDuckDbTests
{
    private const string Time = "TIMESTAMP WITH TIME ZONE";
    private const string Said = "Say \"hi\", then\nleave 😀; 1,5 | ok";

    [ClientFact]
    public async Task DuckDB_reads_timestamps_and_numbers_as_such_and_texts_and_ids_unchanged()
    {
        await using var site = await Site.WithKeysAsync();
        foreach (string id in (string[])["007", "1e5"])
        {
            await using var conv = site.Open(new ConversationInfo(id) { AgentId = "1e5", UserId = "0815" });
            using var turn = conv.BeginTurn(Said);
            turn.Complete("007", new ModelUsage("gpt-x", 3_000_000_000, 42));
            site.Clock.Advance(TimeSpan.FromMilliseconds(1_234));
        }

        string folder = ClientTools.NewFolder();
        foreach (string format in (string[])["csv", "jsonl"])
        {
            var file = await site.GetWithKeyAsync($"/convlog/v1/export/conversations?format={format}", Site.PiiKey);
            await File.WriteAllTextAsync(Path.Combine(folder, $"file.{format}"), file.Body);
        }

        string sources = JsonSerializer.Serialize((string[][])
        [
            ["guessed", "read_csv('file.csv')"],
            ["told", "read_csv('file.csv', types = {'conversation_id': 'VARCHAR', 'agent_id': 'VARCHAR'})"],
            ["lines", "read_json('file.jsonl')"],
        ]);
        var read = JsonElement.Parse(await ClientProcess.RunAsync(folder, "node", "exports.mjs", sources));
        Directory.Delete(folder, recursive: true);

        foreach (string column in (string[])["started_at", "ended_at", "turn_started_at"])
        {
            Type(read, "guessed", column).Should().Be(Time, column);
        }

        foreach (string column in (string[])["turn_ordinal", "latency_ms", "input_tokens", "total_tokens"])
        {
            Type(read, "guessed", column).Should().Be("BIGINT", column);
        }

        Type(read, "lines", "started_at").Should().Be("TIMESTAMP", "in JSON, DuckDB finds times without a zone: they are in UTC");
        Type(read, "lines", "total_tokens").Should().Be("BIGINT");
        Type(read, "guessed", "agent_id").Should().Be("DOUBLE", "DuckDB has to be told that it is no number");
        foreach (var (file, zone) in ((string, string)[])[("told", "+00"), ("lines", "")])
        {
            Column(read, file, "conversation_id").Should().BeEquivalentTo("007", "1e5");
            Column(read, file, "agent_id").Should().Equal("1e5", "1e5");
            Column(read, file, "user").Should().Equal("0815", "0815");
            Column(read, file, "started_at").Should().BeEquivalentTo($"2025-01-01 10:00:00{zone}", $"2025-01-01 10:00:01.234{zone}");
            Column(read, file, "total_tokens").Should().Equal("3000000042", "3000000042");
        }

        Column(read, "told", "user_input").Should().Equal(Said, Said);
        Column(read, "lines", "title").Should().Equal(Said, Said);
    }

    private static string Type(JsonElement read, string file, string column) => read.GetProperty(file).GetProperty("types").GetProperty(column).GetString()!;

    private static IEnumerable<string> Column(JsonElement read, string file, string column)
        => read.GetProperty(file).GetProperty("rows").EnumerateArray().Select(row => row.GetProperty(column).GetString()!);
}
